// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Report.h"

#include "core/base/Text.h"
#include "core/model/Action.h"

#include <map>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxText = 300;

struct Parser {
    Report report;
    bool ok = true;

    void count(std::uint64_t &into, std::string_view text)
    {
        const auto number = toUnsigned(text);
        ok = ok && number;
        into = number.value_or(0);
    }
    void cadence(std::string_view text)
    {
        const auto cadence = parseCadence(text);
        ok = ok && cadence;
        report.cadence = cadence.value_or(Seconds{});
    }
    void allow(std::string_view text)
    {
        if (report.allowed.size() < Report::kMostAllowed)
            report.allowed.push_back(printable(text, kMaxText));
    }
};

using TakeLine = void (*)(Parser &, std::string_view);
const std::map<std::string_view, TakeLine> kLines{
    {"version", [](Parser &p, std::string_view text) { p.report.version = printable(text, kMaxText); }},
    {"cadence", [](Parser &p, std::string_view text) { p.cadence(text); }},
    {"waiting", [](Parser &p, std::string_view text) { p.count(p.report.waiting, text); }},
    {"dropped", [](Parser &p, std::string_view text) { p.count(p.report.dropped, text); }},
    {"damaged", [](Parser &p, std::string_view text) { p.count(p.report.damaged, text); }},
    {"trouble", [](Parser &p, std::string_view text) { p.report.trouble = printable(text, kMaxText); }},
    {"challenge", [](Parser &p, std::string_view text) { p.report.challenge = printable(text, kMaxText); }},
    {"allows", [](Parser &p, std::string_view text) { p.allow(text); }},
};

} // namespace

std::string encodeReport(const Report &report)
{
    std::string message;
    const auto put = [&message](std::string_view word, std::string_view value) {
        message.append(word).append(" ").append(value).append("\n");
    };
    put("version", report.version);
    put("cadence", std::to_string(report.cadence.count()));
    put("waiting", std::to_string(report.waiting));
    put("dropped", std::to_string(report.dropped));
    put("damaged", std::to_string(report.damaged));
    if (!report.trouble.empty())
        put("trouble", printable(report.trouble, kMaxText));
    if (!report.challenge.empty())
        put("challenge", report.challenge);
    for (const std::string &action : report.allowed)
        put("allows", action);
    return message;
}

Result<Report> decodeReport(std::string_view message)
{
    Parser parser;
    while (const auto line = takeLine(message)) {
        std::string_view rest = *line;
        const auto known = kLines.find(takeWord(rest));
        if (known == kLines.end())
            continue;
        known->second(parser, trimmed(rest));
        if (!parser.ok)
            return fail(ErrorKind::Corrupt, "not a line of an agent's report", *line);
    }
    return std::move(parser.report);
}

} // namespace piuptime::agent
