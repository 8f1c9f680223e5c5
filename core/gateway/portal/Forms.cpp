// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Forms.h"

#include "core/gateway/portal/FormFields.h"
#include "core/gateway/portal/Frame.h"

#include <algorithm>

namespace piuptime::gateway::portal {

namespace {

constexpr std::size_t kMostNameBytes = 100;
constexpr std::size_t kMostContactBytes = 200;
constexpr std::size_t kMostPurposeBytes = 1000;

void writeInput(Html &html, std::string_view name, std::string_view label, std::size_t most,
                std::string_view completion)
{
    html.element("label", {{"for", name}}, label);
    html.single("input", {{"id", name},
                          {"name", name},
                          {"required", "required"},
                          {"maxlength", std::to_string(most)},
                          {"autocomplete", completion}});
}

void writePlans(Html &html, const std::vector<std::string> &plans)
{
    html.element("label", {{"for", "plan"}}, "Plan");
    html.element("select", {{"id", "plan"}, {"name", "plan"}}, [&] {
        for (const std::string &plan : plans)
            html.element("option", {{"value", plan}}, plan);
    });
}

} // namespace

void writeApplicationForm(Html &html, std::string_view action, const std::vector<std::string> &plans)
{
    html.element("form", {{"method", "post"}, {"action", action}, {"accept-charset", "utf-8"}}, [&] {
        writeInput(html, "name", "Your name, or that of your program", kMostNameBytes, "name");
        writeInput(html, "contact", "Where you can be reached", kMostContactBytes, "email");
        if (!plans.empty())
            writePlans(html, plans);
        html.element("label", {{"for", "purpose"}}, "What it is for");
        html.element("textarea",
                     {{"id", "purpose"},
                      {"name", "purpose"},
                      {"rows", "4"},
                      {"required", "required"},
                      {"maxlength", std::to_string(kMostPurposeBytes)}},
                     "");
        html.element("button", {{"type", "submit"}}, "Ask for access");
    });
}

void writeReceiptForm(Html &html, std::string_view action)
{
    html.element("form", {{"method", "post"}, {"action", action}, {"accept-charset", "utf-8"}}, [&] {
        html.element("label", {{"for", "receipt"}}, "The key that you were shown");
        html.single("input", {{"id", "receipt"},
                              {"name", "receipt"},
                              {"required", "required"},
                              {"maxlength", std::to_string(kMostNameBytes)},
                              {"autocomplete", "off"},
                              {"spellcheck", "false"}});
        html.element("button", {{"type", "submit"}}, "Look");
    });
}

std::string notePage(std::string_view title, std::string_view text, std::string_view back, std::string_view key)
{
    return framed(title, [&](Html &html) {
        html.element("main", {{"class", "page"}, {"id", "main"}}, [&] {
            html.element("section", [&] {
                html.element("h1", title);
                html.element("p", text);
                if (!key.empty())
                    html.element("pre", {{"tabindex", "0"}, {"aria-label", "Your key"}},
                                 [&] { html.element("code", key); });
                html.element("p", [&] { html.element("a", {{"href", back}}, "Back"); });
            });
        });
    });
}

std::string readApplication(std::string_view body, const std::vector<std::string> &plans, Application &application)
{
    application.name = formField(body, "name", kMostNameBytes);
    application.contact = formField(body, "contact", kMostContactBytes);
    application.purpose = formField(body, "purpose", kMostPurposeBytes);
    application.plan = formField(body, "plan", kMostNameBytes);
    if (application.name.empty())
        return "A name is missing, or it has more than 100 bytes.";
    if (application.contact.empty())
        return "It is missing where you can be reached, or that has more than 200 bytes.";
    if (application.purpose.empty())
        return "It is missing what it is for, or that has more than 1000 bytes.";
    const bool isPlan =
        plans.empty() ? application.plan.empty() : std::ranges::find(plans, application.plan) != plans.end();
    return isPlan ? std::string() : "There is no such plan here.";
}

} // namespace piuptime::gateway::portal
