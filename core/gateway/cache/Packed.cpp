// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Packed.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>
#include <limits>

namespace piuptime::gateway::cache {

namespace {

constexpr std::uint64_t kVersion = 1;
constexpr std::uint64_t kMostNames = 64;                      ///< of fields that make a difference
constexpr std::uint64_t kMostMs = 400ULL * 24 * 3'600 * 1000; ///< of ages and lifetimes

/// Numbers of eight bytes, the lowest first, and texts after their length.
class Writer
{
public:
    void number(std::uint64_t value)
    {
        for (unsigned shift = 0; shift < 64; shift += 8)
            m_bytes += static_cast<char>(value >> shift & 0xffU);
    }
    void time(Milliseconds value) { number(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value.count()))); }
    void text(std::string_view value)
    {
        number(value.size());
        m_bytes += value;
    }
    [[nodiscard]] std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what `Writer` wrote. After something is wrong, nothing comes any more.
class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] std::uint64_t number(std::uint64_t most)
    {
        constexpr std::size_t kSize = 8;
        if (m_rest.size() < kSize)
            return wrong();
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < kSize; ++i)
            value |= std::uint64_t{static_cast<unsigned char>(m_rest[i])} << 8 * i;
        m_rest.remove_prefix(kSize);
        return value <= most ? value : wrong();
    }
    [[nodiscard]] Milliseconds time() { return Milliseconds(number(kMostMs)); }
    [[nodiscard]] std::string text()
    {
        const std::size_t size = number(m_rest.size());
        if (size > m_rest.size())
            wrong();
        std::string value(m_rest.substr(0, m_isRight ? size : 0));
        m_rest.remove_prefix(value.size());
        return value;
    }
    [[nodiscard]] bool isWhole() const { return m_isRight && m_rest.empty(); }

private:
    std::uint64_t wrong()
    {
        m_isRight = false;
        m_rest = {};
        return 0;
    }

    std::string_view m_rest;
    bool m_isRight = true;
};

/// Whether it is a head as `storedHead` makes it: it goes to clients as it is.
bool isStoredHead(const std::string &head, int status)
{
    http::ResponseParser parser(http::Limits{});
    const std::string whole = head + "\r\n";
    if (parser.parse(whole) != http::Progress::Done || parser.length() != whole.size())
        return false;
    const auto isOurs = [](std::string_view name) {
        return !std::ranges::any_of(
            std::array<std::string_view, 5>{"Content-Length", "Transfer-Encoding", "Connection", "Age", "Set-Cookie"},
            [name](std::string_view of) { return http::equalsIgnoringCase(name, of); });
    };
    for (std::size_t i = 0; i < parser.fieldCount(); ++i) {
        if (!isOurs(parser.field(i).name))
            return false;
    }
    return parser.head().status == status;
}

} // namespace

std::string pack(const Entry &entry, std::string_view uri, Milliseconds age)
{
    const Policy &policy = entry.policy;
    Writer out;
    out.number(kVersion);
    out.text(uri);
    out.text(entry.who);
    out.text(entry.selector);
    out.number(static_cast<std::uint64_t>(entry.status));
    out.text(entry.head);
    out.text(entry.body);
    out.time(age);
    out.time(policy.lifetime);
    out.time(policy.staleIfError);
    out.number((policy.isShared ? 1U : 0U) | (policy.mustRevalidate ? 2U : 0U) | (policy.alwaysRevalidate ? 4U : 0U));
    out.text(policy.etag);
    out.text(policy.lastModified);
    out.number(policy.vary.size());
    for (const std::string &name : policy.vary)
        out.text(name);
    return out.take();
}

Result<Unpacked> unpack(std::string_view bytes)
{
    if (bytes.size() > kMostPackedBytes)
        return fail(ErrorKind::Corrupt, "a packed answer is too large");
    Reader in(bytes);
    if (in.number(kVersion) != kVersion)
        return fail(ErrorKind::Corrupt, "it is no packed answer of this version");
    Unpacked made{.uri = in.text(), .entry = std::make_shared<Entry>()};
    Entry &entry = *made.entry;
    Policy &policy = entry.policy;
    constexpr std::uint64_t kMostStatus = 599;
    entry.who = in.text();
    entry.selector = in.text();
    entry.status = static_cast<int>(in.number(kMostStatus));
    entry.head = in.text();
    entry.body = in.text();
    policy.ageAtFirst = in.time();
    policy.lifetime = in.time();
    policy.staleIfError = in.time();
    const std::uint64_t flags = in.number(7);
    policy.mayStore = true;
    policy.isShared = (flags & 1U) != 0;
    policy.mustRevalidate = (flags & 2U) != 0;
    policy.alwaysRevalidate = (flags & 4U) != 0;
    policy.etag = in.text();
    policy.lastModified = in.text();
    for (std::uint64_t left = in.number(kMostNames); left > 0; --left)
        policy.vary.push_back(in.text());
    const auto isClean = [](const std::string &text) {
        return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    };
    if (!in.isWhole() || !isStoredHead(entry.head, entry.status) || !isClean(policy.etag)
        || !isClean(policy.lastModified))
        return fail(ErrorKind::Corrupt, "a packed answer is not as it should be");
    return made;
}

} // namespace piuptime::gateway::cache
