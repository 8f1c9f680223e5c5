// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a gate that finds out who asks.
#include "core/gateway/guard/Asking.h"

#include "core/base/Text.h"
#include "core/gateway/http/Characters.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace piuptime::gateway::guard {

namespace {

constexpr std::size_t kMaxShownCharacters = 64; ///< of a subject or user, in records

/// For records: what outsiders chose, and so may be anything.
std::string shortened(std::string_view text)
{
    return printable(text, kMaxShownCharacters);
}

} // namespace

std::string Gate::Asking::listedScopes() const
{
    std::string list;
    for (const std::string &scope : scopes()) {
        const bool isPlain = std::ranges::all_of(scope, [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
        if (isPlain)
            list.append(list.empty() ? "" : " ").append(scope);
    }
    return list;
}

std::optional<IpAddress> clientOf(const Visit &visit, const std::vector<Network> &trusted)
{
    auto client = IpAddress::parse(visit.address);
    if (!visit.trustsForwarded || !client)
        return client;
    // Each hop wrote down who asked it, the last one last; the first that is not trusted is as far as can be told.
    const auto isTrusted = [&trusted](const IpAddress &hop) { return trusted.empty() || anyHolds(trusted, hop); };
    for (std::size_t i = visit.request.fieldCount(); i-- > 0 && isTrusted(*client);) {
        const http::FieldView field = visit.request.field(i);
        std::string_view rest = field.known == http::FieldName::XForwardedFor ? field.value : std::string_view();
        while (!rest.empty() && isTrusted(*client)) {
            const std::size_t comma = rest.rfind(',');
            const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
            const auto hop = IpAddress::parse(http::withoutBlanks(rest.substr(begin)));
            if (!hop)
                return client;
            client = hop;
            if (trusted.empty())
                return client;
            rest = rest.substr(0, comma == std::string_view::npos ? 0 : comma);
        }
    }
    return client;
}

std::string clientTextOf(const Visit &visit, const std::vector<Network> &trusted)
{
    const auto client = clientOf(visit, trusted);
    if (!client)
        return std::string(visit.address);
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto *const v4 = client->bytes.data() + client->bytes.size() - sizeof(in_addr);
    const bool isV4 = client->isV4();
    ::inet_ntop(isV4 ? AF_INET : AF_INET6, isV4 ? v4 : client->bytes.data(), text.data(), text.size());
    return text.data();
}

Cause Gate::identify(Asking &asking) const
{
    if (m_access.require.empty())
        return Cause::None;
    const Shown shown = shownBy(asking.visit.request, m_access, m_parts.config.keyField);
    if (shown.isAmbiguous)
        return Cause::CredentialsAmbiguous;
    if (shown.kind == Credential::Key)
        return identifyByKey(asking, shown.text);
    if (shown.kind == Credential::Token)
        return identifyByToken(asking, shown.text);
    if (shown.kind == Credential::Basic)
        return identifyByPassword(asking, shown.text);
    if (takes(Credential::Certificate) && asking.visit.hasCertificate)
        return identifyByCertificate(asking);
    return m_access.allowsAnonymous ? Cause::None : Cause::CredentialsMissing;
}

Cause Gate::identifyByKey(Asking &asking, std::string_view key) const
{
    const Consumers::Key found = m_parts.consumers.byKey(hashKey(key));
    if (found.consumer == nullptr)
        return Cause::KeyUnknown;
    asking.admission.credential = found.key->id;
    asking.admission.consumer = found.consumer->name;
    if (found.key->expires && asking.visit.utcNow >= *found.key->expires)
        return Cause::KeyExpired;
    asking.consumer = found.consumer;
    return Cause::None;
}

Cause Gate::identifyByClaims(Asking &asking, const std::string &issuer, KnownTokens::Claims claims) const
{
    asking.consumer = m_parts.consumers.byToken(issuer, claims->subject);
    asking.admission.credential = shortened(claims->subject);
    if (asking.consumer == nullptr)
        return Cause::ConsumerRefused;
    asking.admission.consumer = asking.consumer->name;
    asking.token = std::move(claims);
    return Cause::None;
}

Cause Gate::identifyByToken(Asking &asking, std::string_view token) const
{
    Admission &admission = asking.admission;
    const UtcTime now = asking.visit.utcNow;
    const KeyHash digest = KnownTokens::digestOf(token.substr(0, kMaxTokenBytes + 1)); // longer ones are never right
    for (const auto &issuer : m_parts.issuers) {
        const auto checker = issuer->checker();
        if (auto claims = checker ? checker->known(digest, now) : nullptr)
            return identifyByClaims(asking, issuer->config().name, std::move(claims));
    }
    TokenFlaw flaw = TokenFlaw::KeyUnknown;
    bool hasKeys = false;
    const bool hasWaited = admission.awaited != nullptr;
    for (const auto &issuer : m_parts.issuers) {
        const auto checker = issuer->checker();
        hasKeys = hasKeys || checker;
        auto claims = checker ? checker->check(token, digest, now) : tl::unexpected(TokenFlaw::KeyUnknown);
        if (claims)
            return identifyByClaims(asking, issuer->config().name, std::move(*claims));
        if (claims.error() != TokenFlaw::KeyUnknown)
            flaw = claims.error();
        else if (!hasWaited && !admission.awaited)
            admission.awaited = issuer->refresh();
    }
    if (flaw == TokenFlaw::KeyUnknown && admission.awaited && !hasWaited) {
        asking.isLater = true;
        return Cause::None;
    }
    admission.detail = name(flaw);
    return hasKeys || flaw != TokenFlaw::KeyUnknown ? Cause::TokenRefused : Cause::IssuerKeysMissing;
}

/// A user who does not exist takes as long as a wrong password.
Cause Gate::identifyByPassword(Asking &asking, std::string_view encoded) const
{
    const auto shown = parseBasic(encoded);
    if (!shown || !m_parts.passwords)
        return Cause::PasswordRefused;
    const Consumers::Basic found = m_parts.consumers.byUser(shown->user);
    const std::string &hash = found.basic != nullptr ? found.basic->hash : m_parts.passwords->nobodysHash();
    Admission &admission = asking.admission;
    admission.credential = shortened(shown->user);
    bool isRight = m_parts.passwords->remembers(hash, shown->password.reveal());
    if (!isRight && !admission.awaited) {
        admission.awaited = m_parts.passwords->check(hash, shown->password.reveal());
        asking.isLater = admission.awaited != nullptr;
        return asking.isLater ? Cause::None : Cause::GuardBusy;
    }
    isRight = isRight || admission.awaited->isRight;
    if (!isRight || found.consumer == nullptr)
        return Cause::PasswordRefused;
    asking.consumer = found.consumer;
    admission.consumer = found.consumer->name;
    return Cause::None;
}

Cause Gate::identifyByCertificate(Asking &asking) const
{
    constexpr std::size_t kShownDigits = 16;
    const Visit &visit = asking.visit;
    asking.admission.credential = visit.certificateSha256.substr(0, kShownDigits);
    asking.consumer = m_parts.consumers.byCertificate(visit.certificateSubject, visit.certificateSha256);
    if (asking.consumer == nullptr)
        return Cause::CertificateUnknown;
    asking.admission.consumer = asking.consumer->name;
    return Cause::None;
}

} // namespace piuptime::gateway::guard
