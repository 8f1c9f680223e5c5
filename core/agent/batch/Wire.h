// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Sender.h"
#include "core/history/codec/Bytes.h"
#include "core/model/Reading.h"

#include <optional>
#include <vector>

namespace piuptime::agent {

// What the kinds of messages share. See README.md for the layout of each.

/// The first byte of a message; a later version of a kind gets another one.
enum class MessageKind : std::uint8_t {
    Dictionary = 0xD1,
    Row = 0xD2,
    Block = 0xD3,
};

/// What one message holds at most; a decoder gives up beyond, whatever the message claims.
inline constexpr std::size_t kMaxSeries = 2048;
inline constexpr std::size_t kMaxFacts = 1024;
inline constexpr std::size_t kMaxInstanceBytes = 131;
inline constexpr std::size_t kMaxFactBytes = 259;
inline constexpr std::size_t kMaxIdentityBytes = 128;
inline constexpr std::uint64_t kLargestSequence = std::uint64_t{1} << 62U;

/// The kind a message claims to be; empty when it is none.
[[nodiscard]] std::optional<MessageKind> kindOf(std::string_view message);

void putSender(history::ByteWriter &out, const Sender &sender);
/// Texts come out printable. What makes no sense ends `in.ok()`, here and below.
[[nodiscard]] Sender takeSender(history::ByteReader &in);

/// Metric and fact keys travel by name: their numbers are free to change from version to version.
void putSeries(history::ByteWriter &out, const SeriesKey &series);
/// \return empty for a metric that this version does not know
[[nodiscard]] std::optional<SeriesKey> takeSeries(history::ByteReader &in);

void putFacts(history::ByteWriter &out, const std::vector<Fact> &facts);
/// Without those of a key that this version does not know; sorted, each once.
[[nodiscard]] std::vector<Fact> takeFacts(history::ByteReader &in);

/// The boot id is told by the sender: as a fact it does not travel.
[[nodiscard]] std::vector<Fact> withoutBootId(const std::vector<Fact> &facts);

/// Makes the samples sorted, each series once and each value finite, sets what the sender knows, and puts the fact of
/// the boot id back.
void complete(Reading &reading, const Sender &sender);

} // namespace piuptime::agent
