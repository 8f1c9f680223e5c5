// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/KnownHosts.h"

#include "core/base/Text.h"
#include "core/ssh/Pattern.h"

#include <QMessageAuthenticationCode>

#include <algorithm>
#include <optional>

namespace piuptime::ssh {
namespace {

constexpr std::size_t kMaxLineBytes = 64 * 1024;
constexpr std::string_view kHashMagic = "|1|";

bool isBase64(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
               || c == '=';
    });
}

std::optional<KnownHostsEntry> parseLine(std::string_view line)
{
    KnownHostsEntry entry;
    std::string_view word = takeWord(line);
    if (word.empty() || word.front() == '#')
        return std::nullopt;
    if (word.front() == '@') {
        if (word == "@revoked")
            entry.marker = KnownHostsEntry::Marker::Revoked;
        else if (word == "@cert-authority")
            entry.marker = KnownHostsEntry::Marker::CertAuthority;
        else
            return std::nullopt;
        word = takeWord(line);
    }
    entry.hosts = word;
    entry.type = takeWord(line);
    entry.key = takeWord(line);
    return isBase64(entry.key) ? std::optional(entry) : std::nullopt;
}

/// `|1|salt|hash`: hash is HMAC-SHA1 of the name under the salt, both base64.
bool matchesHash(std::string_view hashed, std::string_view name)
{
    const auto parts = split(hashed.substr(kHashMagic.size()), '|');
    if (parts.size() != 2)
        return false;
    const auto decode = [](std::string_view text) {
        return QByteArray::fromBase64(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    };
    const QByteArray message(name.data(), static_cast<qsizetype>(name.size()));
    return QMessageAuthenticationCode::hash(message, decode(parts[0]), QCryptographicHash::Sha1) == decode(parts[1]);
}

} // namespace

std::vector<KnownHostsEntry> parseKnownHosts(std::string_view text)
{
    std::vector<KnownHostsEntry> entries;
    while (const auto line = takeLine(text)) {
        if (line->size() > kMaxLineBytes)
            continue;
        if (auto entry = parseLine(*line))
            entries.push_back(std::move(*entry));
    }
    return entries;
}

std::string knownHostsName(std::string_view host, std::uint16_t port)
{
    std::string name = lowerCase(host);
    return port == 22 ? name : "[" + name + "]:" + std::to_string(port);
}

bool matches(const KnownHostsEntry &entry, std::string_view name)
{
    if (entry.hosts.starts_with(kHashMagic))
        return matchesHash(entry.hosts, name);
    return matchesPatterns(split(entry.hosts, ','), name);
}

} // namespace piuptime::ssh
