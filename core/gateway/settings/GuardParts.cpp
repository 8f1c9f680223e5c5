// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GuardParts.h"

#include "core/gateway/guard/Passwords.h"
#include "core/gateway/settings/Names.h"

#include <set>

namespace piuptime::gateway {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

namespace {

constexpr std::size_t kMostConsumers = 10'000;
constexpr std::size_t kMostCredentials = 64;
constexpr std::size_t kMostIssuers = 32;
constexpr std::size_t kMostWords = 256;

void readIssuerKeys(TableReader &reader, const toml::table &table, guard::IssuerConfig &issuer)
{
    reader.text("keys_file", issuer.keysFile, kMaxValueBytes);
    const bool hasUrl = reader.text("keys_url", issuer.keysUrl, kMaxValueBytes);
    if (hasUrl && !issuer.keysUrl.starts_with("http://") && !issuer.keysUrl.starts_with("https://"))
        reader.note(*table.get("keys_url"), "keys_url must begin with http:// or https://");
    if (table.contains("keys_file") == table.contains("keys_url"))
        reader.note("an issuer needs keys_file or keys_url: where its JSON Web Key Set is");
    for (const auto &[key, value] :
         {std::pair("refresh_ms", &issuer.refresh), std::pair("least_pause_ms", &issuer.leastPause),
          std::pair("timeout_ms", &issuer.timeout)}) {
        if (std::int64_t ms = value->count(); reader.integer(key, ms, 100, 86'400'000))
            *value = Milliseconds(ms);
    }
}

guard::IssuerConfig readIssuer(const toml::table &table, Problems &problems)
{
    TableReader reader(table, problems);
    guard::IssuerConfig issuer;
    readSettingName(reader, table, issuer.name);
    if (!table.contains("issuer"))
        reader.note("an issuer needs “issuer”: what its tokens say in iss");
    reader.text("issuer", issuer.rule.issuer, kMaxValueBytes);
    reader.texts("audiences", issuer.rule.audiences, kMostWords, kMaxValueBytes);
    reader.text("scope_claim", issuer.rule.scopeClaim, kMaxNameBytes);
    if (std::int64_t leeway = issuer.rule.leeway.count(); reader.integer("leeway_s", leeway, 0, 600))
        issuer.rule.leeway = Seconds(leeway);
    std::vector<std::string> words;
    reader.texts("algorithms", words, kMostWords, kMaxNameBytes);
    for (const std::string &word : words) {
        if (const auto algorithm = guard::findTokenAlgorithm(word))
            issuer.rule.algorithms.push_back(*algorithm);
        else
            reader.note(*table.get("algorithms"), "“" + printable(word) + "” is no algorithm, such as “ES256”");
    }
    readIssuerKeys(reader, table, issuer);
    return issuer;
}

/// The tables of one kind of credential.
template <class Read>
void eachOf(TableReader &reader, std::string_view key, Problems &problems, Read read)
{
    const toml::array *tables = reader.tables(key, kMostCredentials);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        const toml::table &table = *(*tables)[i].as_table();
        TableReader one(table, problems);
        read(one, table);
    }
}

class ConsumerReader
{
public:
    ConsumerReader(const guard::GuardConfig &guard, Problems &problems)
        : m_guard(guard)
        , m_problems(problems)
    {
    }

    [[nodiscard]] guard::ConsumerConfig read(const toml::table &table)
    {
        TableReader reader(table, m_problems);
        guard::ConsumerConfig consumer;
        readSettingName(reader, table, consumer.name);
        if (reader.text("plan", consumer.plan, kMaxNameBytes))
            noteUnless(reader, *table.get("plan"), m_guard.plans, consumer.plan, "plan");
        reader.texts("scopes", consumer.scopes, kMostWords, kMaxNameBytes);
        eachOf(reader, "key", m_problems, [&](auto &one, auto &entry) { readKey(one, entry, consumer); });
        eachOf(reader, "basic", m_problems, [&](auto &one, auto &entry) { readBasic(one, entry, consumer); });
        eachOf(reader, "certificate", m_problems, [&](auto &one, auto &) { readCertificate(one, consumer); });
        eachOf(reader, "token", m_problems, [&](auto &one, auto &entry) { readToken(one, entry, consumer); });
        return consumer;
    }

private:
    void readKey(TableReader &reader, const toml::table &table, guard::ConsumerConfig &consumer)
    {
        guard::KeyConfig key;
        std::string text;
        if (!table.contains("id") || !table.contains("sha256"))
            reader.note("a key needs “id” and “sha256”");
        if (reader.text("id", key.id, kMaxNameBytes) && !isSettingName(key.id))
            reader.note(*table.get("id"), "id must consist of letters, digits and “-_.”");
        if (reader.text("sha256", text, kMaxValueBytes)) {
            const auto hash = guard::parseKeyHash(text);
            if (!hash)
                reader.note(*table.get("sha256"),
                            "sha256 must be 64 hexadecimal digits: the hash of the key, not the key");
            else if (!m_keys.insert(*hash).second)
                reader.note(*table.get("sha256"), "this key is there twice: nobody could tell whose it is");
            key.hash = hash.value_or(guard::KeyHash{});
        }
        reader.text("label", key.label, kMaxValueBytes);
        readExpiry(reader, key);
        consumer.keys.push_back(std::move(key));
    }

    static void readExpiry(TableReader &reader, guard::KeyConfig &key)
    {
        const toml::node *node = reader.take("expires");
        if (node == nullptr)
            return;
        const auto *const time = node->as_date_time();
        if (time == nullptr || !time->get().offset) {
            reader.note(*node, "expires must be a time with its zone, such as 2027-01-31T00:00:00Z");
            return;
        }
        const toml::date_time &at = time->get();
        const std::chrono::sys_days day{std::chrono::year(at.date.year) / at.date.month / at.date.day};
        key.expires = UtcTime(day) + std::chrono::hours(at.time.hour)
                      + std::chrono::minutes(at.time.minute - at.offset->minutes) + Seconds(at.time.second);
    }

    void readBasic(TableReader &reader, const toml::table &table, guard::ConsumerConfig &consumer)
    {
        guard::BasicConfig basic;
        if (!table.contains("user") || !table.contains("hash"))
            reader.note("a password needs “user” and “hash”");
        if (reader.text("user", basic.user, kMaxNameBytes)) {
            if (basic.user.find(':') != std::string::npos)
                reader.note(*table.get("user"), "user must not hold a colon");
            if (!m_users.insert(basic.user).second)
                reader.note(*table.get("user"), "the user “" + printable(basic.user) + "” is there twice");
        }
        if (reader.text("hash", basic.hash, kMaxValueBytes) && !guard::isPasswordHash(basic.hash))
            reader.note(*table.get("hash"), "hash must be of argon2id with p=1 and at most 256 MiB, beginning with "
                                            "“$argon2id$v=19$”");
        consumer.basics.push_back(std::move(basic));
    }

    static void readCertificate(TableReader &reader, guard::ConsumerConfig &consumer)
    {
        guard::CertificateConfig one;
        const bool hasSubject = reader.text("subject", one.subject, kMaxValueBytes);
        const bool hasHash = reader.text("sha256", one.sha256, kMaxValueBytes);
        if (hasSubject == hasHash)
            reader.note("a certificate is known by its “subject” or its “sha256”");
        if (hasHash) {
            const auto hash = guard::parseKeyHash(one.sha256);
            if (!hash)
                reader.note("sha256 must be 64 hexadecimal digits");
            one.sha256 = guard::hexOf(hash.value_or(guard::KeyHash{}));
        }
        consumer.certificates.push_back(std::move(one));
    }

    void readToken(TableReader &reader, const toml::table &table, guard::ConsumerConfig &consumer)
    {
        guard::TokenConfig token;
        if (!table.contains("issuer") || !table.contains("subject"))
            reader.note("a token needs “issuer”, by name, and “subject”; “*” for any");
        if (reader.text("issuer", token.issuer, kMaxNameBytes))
            noteUnless(reader, *table.get("issuer"), m_guard.issuers, token.issuer, "issuer");
        if (reader.text("subject", token.subject, kMaxValueBytes) && token.subject.find('*') < token.subject.size() - 1)
            reader.note(*table.get("subject"), "subject may have one asterisk, at its end");
        consumer.tokens.push_back(std::move(token));
    }

    template <class Named>
    static void noteUnless(TableReader &reader, const toml::node &where, const std::vector<Named> &known,
                           const std::string &name, std::string_view what)
    {
        if (std::ranges::find(known, name, &Named::name) == known.end())
            reader.note(where, "there is no " + std::string(what) + " of the name “" + printable(name) + "”");
    }

    const guard::GuardConfig &m_guard;
    Problems &m_problems;
    std::set<guard::KeyHash> m_keys;
    std::set<std::string> m_users;
};

} // namespace

void readIssuers(TableReader &reader, std::vector<guard::IssuerConfig> &issuers, Problems &problems)
{
    const toml::array *tables = reader.tables("issuer", kMostIssuers);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        guard::IssuerConfig issuer = readIssuer(*(*tables)[i].as_table(), problems);
        noteIfNameTaken(reader, (*tables)[i], issuers, issuer.name);
        issuers.push_back(std::move(issuer));
    }
}

void readConsumers(TableReader &reader, guard::GuardConfig &guard, Problems &problems)
{
    const toml::array *tables = reader.tables("consumer", kMostConsumers);
    ConsumerReader consumers(guard, problems);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        guard::ConsumerConfig consumer = consumers.read(*(*tables)[i].as_table());
        noteIfNameTaken(reader, (*tables)[i], guard.consumers, consumer.name);
        guard.consumers.push_back(std::move(consumer));
    }
}

void readNetworks(TableReader &reader, const toml::table &table, std::string_view key,
                  std::vector<guard::Network> &networks)
{
    std::vector<std::string> words;
    if (!reader.texts(key, words, kMostWords, kMaxNameBytes))
        return;
    for (const std::string &word : words) {
        if (const auto network = guard::Network::parse(word))
            networks.push_back(*network);
        else
            reader.note(*table.get(key), "“" + printable(word) + "” is no range of addresses, such as “10.0.0.0/8”");
    }
}

} // namespace piuptime::gateway
