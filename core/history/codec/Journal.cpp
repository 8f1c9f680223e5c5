// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Journal.h"

#include "core/history/Tiers.h"
#include "core/history/codec/Bytes.h"
#include "core/history/codec/Frame.h"

namespace piuptime::history {
namespace {

/// More is never committed at a time.
constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 28U;
constexpr std::int64_t kMaxHours = std::int64_t{1} << 40U;

} // namespace

std::string encodeJournal(const std::vector<JournalEntry> &entries)
{
    std::string content;
    ByteWriter out(content);
    for (const JournalEntry &entry : entries) {
        out.varint(static_cast<std::uint64_t>(entry.device));
        out.signedVarint(entry.hourMs / kHourMs);
        out.text(entry.chunk);
    }
    std::string bytes;
    ByteWriter(bytes).varint(content.size());
    return bytes + compress(content);
}

std::optional<std::vector<JournalEntry>> decodeJournal(std::string_view bytes)
{
    ByteReader in(bytes);
    const std::uint64_t size = in.varintUpTo(kMaxBytes);
    std::string content;
    if (!in.ok() || !decompress(in.bytes(in.left()), static_cast<std::size_t>(size), content))
        return std::nullopt;
    std::vector<JournalEntry> entries;
    ByteReader entry(content);
    while (!entry.atEnd()) {
        const auto device = static_cast<std::int64_t>(entry.varintUpTo(std::uint64_t{1} << 62U));
        const std::int64_t hours = entry.signedVarint();
        const std::string_view chunk = entry.text();
        if (!entry.ok() || hours > kMaxHours || hours < -kMaxHours)
            return std::nullopt;
        entries.push_back({device, hours * kHourMs, std::string(chunk)});
    }
    return entries;
}

} // namespace piuptime::history
