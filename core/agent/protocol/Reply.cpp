// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Reply.h"

#include "core/agent/batch/Wire.h"
#include "core/base/Text.h"

namespace piuptime::agent {
namespace {

constexpr std::string_view kStored = "stored";
constexpr std::string_view kDictionary = "dictionary";

Result<Stored> parseStored(std::string_view line)
{
    std::string_view rest = line;
    (void)takeWord(rest);
    const std::string_view boot = takeWord(rest);
    const auto first = toUnsigned(takeWord(rest));
    const auto last = toUnsigned(takeWord(rest));
    if (boot.empty() || boot.size() > kMaxIdentityBytes || !first || !last || *first > *last || *last > kLargestSequence
        || !trimmed(rest).empty())
        return fail(ErrorKind::Corrupt, "not 'stored BOOT-ID FIRST LAST'", line);
    return Stored{std::string(boot), *first, *last};
}

} // namespace

std::string encodeReply(const Reply &reply)
{
    std::string message;
    for (const Stored &stored : reply.stored) {
        message += std::string(kStored) + ' ' + stored.bootId + ' ' + std::to_string(stored.first) + ' '
                   + std::to_string(stored.last) + '\n';
    }
    if (reply.wantsDictionary)
        message += std::string(kDictionary) + '\n';
    return message;
}

Result<Reply> decodeReply(std::string_view message)
{
    Reply reply;
    while (const auto line = takeLine(message)) {
        std::string_view rest = *line;
        const std::string_view word = takeWord(rest);
        if (word == kDictionary) {
            reply.wantsDictionary = true;
        } else if (word == kStored) {
            auto stored = parseStored(*line);
            if (!stored)
                return tl::unexpected(std::move(stored).error());
            if (reply.stored.size() == Reply::kMostStored)
                return fail(ErrorKind::Overloaded, "more than 64 stretches of readings in one reply");
            reply.stored.push_back(std::move(*stored));
        }
    }
    return reply;
}

} // namespace piuptime::agent
