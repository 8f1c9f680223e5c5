// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Token.h"

#include "core/base/Text.h"
#include "core/gateway/guard/Base64Url.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace piuptime::gateway::guard {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;
template <class T>
using Checked = tl::expected<T, TokenFlaw>;

constexpr std::array<std::string_view, 9> kFlaws{"malformed",     "algorithm-refused", "key-unknown",
                                                 "bad-signature", "expiry-missing",    "expired",
                                                 "not-yet-valid", "wrong-issuer",      "wrong-audience"};
/// Beyond the year 9999: a number that is no time.
constexpr double kLatestSecond = 253'402'300'799.0;

tl::unexpected<TokenFlaw> flaw(TokenFlaw what)
{
    return tl::unexpected(what);
}

/// The object that is encoded in a part of a token, as long as it says nothing twice.
class Part
{
public:
    [[nodiscard]] bool read(std::string_view encoded)
    {
        const auto bytes = fromBase64Url(encoded);
        if (!bytes)
            return false;
        const simdjson::padded_string padded(*bytes);
        if (m_parser.parse(padded).get_object().get(m_object) != simdjson::SUCCESS)
            return false;
        std::set<std::string_view> keys;
        return std::ranges::all_of(m_object, [&](const auto &field) { return keys.insert(field.key).second; });
    }

    [[nodiscard]] bool has(std::string_view key) const { return m_object[key].error() == simdjson::SUCCESS; }
    /// Empty where there is none; no value where it is no text.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view key) const
    {
        std::string_view found;
        if (!has(key))
            return found;
        return m_object[key].get_string().get(found) == simdjson::SUCCESS ? std::optional(found) : std::nullopt;
    }
    /// A text, or a list of nothing but texts; no value where it is neither.
    [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view key) const
    {
        if (!has(key))
            return std::vector<std::string>();
        if (const auto one = text(key))
            return std::vector{std::string(*one)};
        simdjson::dom::array entries;
        if (m_object[key].get_array().get(entries) != simdjson::SUCCESS)
            return std::nullopt;
        std::vector<std::string> found;
        for (const element entry : entries) {
            std::string_view word;
            if (entry.get_string().get(word) != simdjson::SUCCESS)
                return std::nullopt;
            found.emplace_back(word);
        }
        return found;
    }
    /// Seconds since 1970; no value where it is no time.
    [[nodiscard]] Checked<std::optional<UtcTime>> time(std::string_view key) const
    {
        if (!has(key))
            return std::optional<UtcTime>();
        double seconds = 0;
        if (m_object[key].get_double().get(seconds) != simdjson::SUCCESS || !(seconds >= 0) || seconds > kLatestSecond)
            return flaw(TokenFlaw::Malformed);
        return std::optional(fromMsUtc(static_cast<std::int64_t>(seconds * 1000)));
    }

private:
    simdjson::dom::parser m_parser;
    object m_object;
};

/// What the head says of the signature.
struct Signing {
    TokenAlgorithm algorithm{};
    std::string keyId;
};

Checked<Signing> readHead(std::string_view encoded, const TokenRule &rule)
{
    Part head;
    if (!head.read(encoded) || head.has("crit"))
        return flaw(TokenFlaw::Malformed);
    const auto algorithm = head.text("alg");
    const auto keyId = head.text("kid");
    if (!algorithm || !keyId)
        return flaw(TokenFlaw::Malformed);
    const auto known = findTokenAlgorithm(*algorithm);
    const bool isTaken =
        known && (rule.algorithms.empty() || std::ranges::find(rule.algorithms, *known) != rule.algorithms.end());
    if (!isTaken)
        return flaw(TokenFlaw::AlgorithmRefused);
    return Signing{*known, std::string(*keyId)};
}

Checked<TokenClaims> readClaims(std::string_view encoded, const TokenRule &rule, UtcTime now)
{
    Part claims;
    if (!claims.read(encoded))
        return flaw(TokenFlaw::Malformed);
    const auto expires = claims.time("exp");
    const auto notBefore = claims.time("nbf");
    if (!expires || !notBefore)
        return flaw(TokenFlaw::Malformed);
    TokenClaims found{.subject = {}, .issuer = {}, .scopes = {}, .expires = *expires, .notBefore = *notBefore};
    if (const auto wrong = timeFlaw(found, rule, now))
        return flaw(*wrong);
    const auto issuer = claims.text("iss");
    const auto subject = claims.text("sub");
    const auto audiences = claims.texts("aud");
    const auto scopes = claims.texts(rule.scopeClaim);
    if (!issuer || !subject || !audiences || !scopes)
        return flaw(TokenFlaw::Malformed);
    if (!rule.issuer.empty() && *issuer != rule.issuer)
        return flaw(TokenFlaw::WrongIssuer);
    const bool isForUs = rule.audiences.empty() || std::ranges::any_of(*audiences, [&](const std::string &one) {
                             return std::ranges::find(rule.audiences, one) != rule.audiences.end();
                         });
    if (!isForUs)
        return flaw(TokenFlaw::WrongAudience);
    found.subject = *subject;
    found.issuer = *issuer;
    for (const std::string &words : *scopes) {
        std::string_view rest = words;
        for (std::string_view word = takeWord(rest); !word.empty(); word = takeWord(rest))
            found.scopes.emplace_back(word);
    }
    return found;
}

} // namespace

std::string_view name(TokenFlaw flaw)
{
    return kFlaws[static_cast<std::size_t>(flaw)];
}

std::optional<TokenFlaw> timeFlaw(const TokenClaims &claims, const TokenRule &rule, UtcTime now)
{
    if (!claims.expires && !rule.mayLackExpiry)
        return TokenFlaw::ExpiryMissing;
    if (claims.expires && now >= *claims.expires + rule.leeway)
        return TokenFlaw::Expired;
    if (claims.notBefore && now + rule.leeway < *claims.notBefore)
        return TokenFlaw::NotYetValid;
    return std::nullopt;
}

tl::expected<TokenClaims, TokenFlaw> checkToken(std::string_view token, const KeySet &keys, const TokenRule &rule,
                                                UtcTime now)
{
    if (token.size() > kMaxTokenBytes)
        return flaw(TokenFlaw::Malformed);
    const std::vector<std::string_view> parts = split(token, '.');
    if (parts.size() != 3)
        return flaw(TokenFlaw::Malformed);
    const auto signing = readHead(parts[0], rule);
    if (!signing)
        return flaw(signing.error());
    const auto signature = fromBase64Url(parts[2]);
    if (!signature || signature->empty())
        return flaw(TokenFlaw::Malformed);
    const std::string_view text = token.substr(0, parts[0].size() + 1 + parts[1].size());
    switch (keys.verify(signing->algorithm, signing->keyId, text, *signature)) {
    case KeySet::Verdict::Unknown:
        return flaw(TokenFlaw::KeyUnknown);
    case KeySet::Verdict::Bad:
        return flaw(TokenFlaw::BadSignature);
    case KeySet::Verdict::Good:
        break;
    }
    return readClaims(parts[1], rule, now); // which nobody reads before the signature is known to be good
}

} // namespace piuptime::gateway::guard
