// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Guarding.h"

#include "core/gateway/settings/Grammar.h"
#include "core/gateway/settings/GuardParts.h"
#include "core/gateway/settings/Names.h"

#include <array>

namespace piuptime::gateway {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

namespace {

constexpr std::size_t kMostPlans = 256;
constexpr std::size_t kMostLimits = 16;
constexpr std::size_t kMostWords = 256;
constexpr std::int64_t kMostRequests = 1'000'000'000;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 50U;

/// How much, in each word that a limit may be given by.
bool readAmount(TableReader &reader, const toml::table &table, guard::LimitConfig &limit)
{
    constexpr std::array kKinds{std::pair("rate", guard::LimitKind::Rate), std::pair("count", guard::LimitKind::Window),
                                std::pair("bytes", guard::LimitKind::Bytes),
                                std::pair("concurrency", guard::LimitKind::Concurrency)};
    int given = 0;
    for (const auto &[word, kind] : kKinds) {
        std::int64_t amount = 1;
        if (!table.contains(word))
            continue;
        ++given;
        if (reader.integer(word, amount, 1, kind == guard::LimitKind::Bytes ? kMostBytes : kMostRequests)) {
            limit.kind = kind;
            limit.amount = static_cast<std::uint64_t>(amount);
        }
    }
    if (given != 1)
        reader.note("a limit needs one of “rate”, “count”, “bytes” and “concurrency”");
    return given == 1;
}

/// \param isClear which kind of limit it is, so that more can be said than what is wrong with a value
void readPer(TableReader &reader, const toml::table &table, guard::LimitConfig &limit, bool isClear)
{
    constexpr std::array kSeconds{1, 60, 3600, 86'400};
    const bool isNeeded = limit.kind != guard::LimitKind::Concurrency;
    if (isClear && isNeeded != table.contains("per"))
        reader.note(isNeeded ? "a limit needs “per”: second, minute, hour or day" : "“concurrency” has no “per”");
    if (const int choice = reader.choice("per", {"second", "minute", "hour", "day"}); choice >= 0)
        limit.per = Seconds(kSeconds[static_cast<std::size_t>(choice)]);
    std::int64_t times = 1;
    if (reader.integer("periods", times, 1, 1000))
        limit.per *= times;
}

guard::LimitConfig readLimit(const toml::table &table, Problems &problems)
{
    TableReader reader(table, problems);
    guard::LimitConfig limit;
    readSettingName(reader, table, limit.name);
    const bool isClear = readAmount(reader, table, limit);
    readPer(reader, table, limit, isClear);
    constexpr std::array kBy{guard::LimitBy::Consumer, guard::LimitBy::Key, guard::LimitBy::Address,
                             guard::LimitBy::Route, guard::LimitBy::All};
    if (const int choice = reader.choice("by", {"consumer", "key", "address", "route", "all"}); choice >= 0)
        limit.by = kBy[static_cast<std::size_t>(choice)];
    auto burst = static_cast<std::int64_t>(limit.amount);
    if (reader.integer("burst", burst, 1, 1'000'000) && limit.kind != guard::LimitKind::Rate)
        reader.note(*table.get("burst"), "burst is of no use without “rate”");
    limit.burst = static_cast<std::uint64_t>(burst);
    return limit;
}

void readLimits(TableReader &reader, std::vector<guard::LimitConfig> &limits, Problems &problems)
{
    const toml::array *tables = reader.tables("limit", kMostLimits);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        guard::LimitConfig limit = readLimit(*(*tables)[i].as_table(), problems);
        noteIfNameTaken(reader, (*tables)[i], limits, limit.name);
        limits.push_back(std::move(limit));
    }
}

void readPlans(TableReader &reader, std::vector<guard::PlanConfig> &plans, Problems &problems)
{
    const toml::array *tables = reader.tables("plan", kMostPlans);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        const toml::table &table = *(*tables)[i].as_table();
        TableReader one(table, problems);
        guard::PlanConfig plan;
        readSettingName(one, table, plan.name);
        readLimits(one, plan.limits, problems);
        noteIfNameTaken(reader, (*tables)[i], plans, plan.name);
        plans.push_back(std::move(plan));
    }
}

void readIdentity(const toml::table &table, guard::GuardConfig &guard, Problems &problems)
{
    TableReader reader(table, problems);
    for (const auto &[key, field] :
         {std::pair("key_field", &guard.keyField), std::pair("consumer_field", &guard.consumerField),
          std::pair("scopes_field", &guard.scopesField)}) {
        if (reader.text(key, *field, kMaxNameBytes) && !field->empty() && !isToken(*field))
            reader.note(*table.get(key), std::string(key) + " must be the name of a header field");
    }
    readNetworks(reader, table, "trusted_proxies", guard.trustedProxies);
}

class AccessReader
{
public:
    AccessReader(const guard::GuardConfig &known, Problems &problems)
        : m_known(known)
        , m_problems(problems)
    {
    }

    void read(const toml::table &table, guard::AccessConfig &access)
    {
        TableReader reader(table, m_problems);
        readRequire(reader, table, access);
        reader.flag("anonymous", access.allowsAnonymous);
        reader.texts("scopes", access.scopes, kMostWords, kMaxNameBytes);
        if (reader.texts("consumers", access.consumers, kMostWords, kMaxNameBytes))
            noteUnknown(reader, table, "consumers", access.consumers, m_known.consumers);
        if (reader.texts("plans", access.plans, kMostWords, kMaxNameBytes))
            noteUnknown(reader, table, "plans", access.plans, m_known.plans);
        readNetworks(reader, table, "allow", access.allow);
        readNetworks(reader, table, "deny", access.deny);
        if (reader.text("query_key", access.queryKey, kMaxNameBytes) && !isSettingName(access.queryKey))
            reader.note(*table.get("query_key"), "query_key must consist of letters, digits and “-_.”");
        reader.flag("forward_credentials", access.forwardsCredentials);
        const bool asksMore = !access.scopes.empty() || !access.consumers.empty() || !access.plans.empty();
        if (asksMore && access.require.empty())
            reader.note("scopes, consumers and plans need “require”: how consumers show who they are");
    }

private:
    void readRequire(TableReader &reader, const toml::table &table, guard::AccessConfig &access)
    {
        constexpr std::array kKinds{
            std::pair("key", guard::Credential::Key), std::pair("jwt", guard::Credential::Token),
            std::pair("basic", guard::Credential::Basic), std::pair("certificate", guard::Credential::Certificate)};
        std::vector<std::string> words;
        if (!reader.texts("require", words, kKinds.size(), kMaxNameBytes))
            return;
        for (const std::string &word : words) {
            const auto *const kind = std::ranges::find(kKinds, std::string_view(word),
                                                       [](const auto &one) { return std::string_view(one.first); });
            if (kind == kKinds.end())
                reader.note(*table.get("require"), "“" + printable(word) + "” is none of key, jwt, basic, certificate");
            else
                access.require.push_back(kind->second);
        }
        if (words.empty())
            reader.note(*table.get("require"), "an empty “require” would let everybody pass: leave it out");
    }

    template <class Named>
    void noteUnknown(TableReader &reader, const toml::table &table, std::string_view key,
                     const std::vector<std::string> &names, const std::vector<Named> &known)
    {
        for (const std::string &name : names) {
            if (std::ranges::find(known, name, &Named::name) == known.end())
                reader.note(*table.get(key), "there is nothing of the name “" + printable(name) + "”");
        }
    }

    const guard::GuardConfig &m_known;
    Problems &m_problems;
};

bool isOrigin(std::string_view text)
{
    const std::size_t scheme = text.find("://");
    if (text == "*" || scheme == std::string_view::npos)
        return text == "*";
    std::string_view host = text.substr(scheme + 3);
    if (host.starts_with("*."))
        host.remove_prefix(2);
    return (text.starts_with("http://") || text.starts_with("https://")) && (isHost(host) || isHostAndPort(host));
}

void readCors(const toml::table &table, guard::CorsConfig &cors, Problems &problems)
{
    TableReader reader(table, problems);
    if (!table.contains("origins"))
        reader.note("CORS needs origins, such as “https://app.example”");
    if (reader.texts("origins", cors.origins, kMostWords, kMaxValueBytes)) {
        for (const std::string &origin : cors.origins) {
            if (!isOrigin(origin))
                reader.note(*table.get("origins"),
                            "“" + printable(origin) + "” is no origin, such as “https://app.example”");
        }
    }
    for (const auto &[key, words] : {std::pair("methods", &cors.methods), std::pair("fields", &cors.fields),
                                     std::pair("exposed", &cors.exposed)}) {
        if (reader.texts(key, *words, kMostWords, kMaxNameBytes) && !std::ranges::all_of(*words, isToken))
            reader.note(*table.get(key), std::string(key) + " must be names");
    }
    reader.flag("credentials", cors.allowsCredentials);
    if (std::int64_t seconds = cors.maxAge.count(); reader.integer("max_age_s", seconds, 0, 86'400))
        cors.maxAge = Seconds(seconds);
    if (cors.allowsCredentials && std::ranges::find(cors.origins, "*") != cors.origins.end())
        reader.note("credentials for “*” would give any page what its visitor may see: name the origins");
}

} // namespace

void readGuard(TableReader &reader, guard::GuardConfig &guard, Problems &problems)
{
    readPlans(reader, guard.plans, problems);
    readIssuers(reader, guard.issuers, problems);
    readConsumers(reader, guard, problems);
    readLimits(reader, guard.limits, problems);
    reader.section("identity", guard, &readIdentity);
}

void readRouteGuard(TableReader &reader, const guard::GuardConfig &known, guard::RouteGuard &guard, Problems &problems)
{
    if (const toml::table *access = reader.table("access"))
        AccessReader(known, problems).read(*access, guard.access);
    reader.section("cors", guard.cors, &readCors);
    readLimits(reader, guard.limits, problems);
}

} // namespace piuptime::gateway
