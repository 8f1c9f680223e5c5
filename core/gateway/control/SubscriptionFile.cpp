// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/SubscriptionFile.h"

#include "core/base/Text.h"

#include <nlohmann/json.hpp>

#include <array>

namespace piuptime::gateway::control {

using nlohmann::json;

namespace {

constexpr std::array kStandings{portal::Standing::Waiting, portal::Standing::Approved, portal::Standing::Rejected};
constexpr std::size_t kMostTextBytes = 1024;

std::string textAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? printable(found->get<std::string>(), kMostTextBytes)
                                                       : std::string();
}

} // namespace

const char *wordOf(portal::Standing standing)
{
    constexpr std::array kWords{"waiting", "approved", "rejected"};
    return kWords.at(static_cast<std::size_t>(standing));
}

std::string fileText(const Subscription &subscription)
{
    const portal::Application &asked = subscription.asked;
    const json document{{"id", asked.id},
                        {"sha256", guard::hexOf(asked.hash)},
                        {"api", asked.api},
                        {"plan", asked.plan},
                        {"name", asked.name},
                        {"contact", asked.contact},
                        {"purpose", asked.purpose},
                        {"address", asked.address},
                        {"by", subscription.by},
                        {"at_ms_utc", toMsUtc(subscription.at)},
                        {"state", wordOf(subscription.standing)},
                        {"reason", subscription.reason}};
    return document.dump(2) + "\n";
}

std::optional<Subscription> readSubscription(std::string_view file)
{
    const json document = json::parse(file, nullptr, false);
    if (!document.is_object() || !document.contains("at_ms_utc") || !document["at_ms_utc"].is_number_integer())
        return std::nullopt;
    const auto hash = guard::parseKeyHash(textAt(document, "sha256"));
    const std::string state = textAt(document, "state");
    const auto standing = std::ranges::find(kStandings, state, [](portal::Standing each) { return wordOf(each); });
    if (!hash || standing == kStandings.end())
        return std::nullopt;
    return Subscription{.asked = {.id = textAt(document, "id"),
                                  .hash = *hash,
                                  .api = textAt(document, "api"),
                                  .plan = textAt(document, "plan"),
                                  .name = textAt(document, "name"),
                                  .contact = textAt(document, "contact"),
                                  .purpose = textAt(document, "purpose"),
                                  .address = textAt(document, "address")},
                        .at = UtcTime(Milliseconds(document["at_ms_utc"].get<std::int64_t>())),
                        .standing = *standing,
                        .by = textAt(document, "by"),
                        .reason = textAt(document, "reason")};
}

} // namespace piuptime::gateway::control
