// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/MailboxMessage.h"

#include <cstring>

namespace piuptime::agent {
namespace {

constexpr std::uint32_t kUnderstood = 0x80000000;

} // namespace

std::optional<MailboxMessage> MailboxMessage::ask(std::string_view command)
{
    if (command.size() >= kTextBytes)
        return std::nullopt;
    MailboxMessage message;
    message.m_words[0] = kWords * sizeof(std::uint32_t);
    message.m_words[2] = kCommandTag;
    message.m_words[3] = kTextBytes;
    std::memcpy(&message.m_words[kTextAt], command.data(), command.size());
    return message;
}

std::string MailboxMessage::answer() const
{
    if (m_words[1] != kUnderstood)
        return {};
    const auto *text = reinterpret_cast<const char *>(&m_words[kTextAt]);
    return {text, strnlen(text, kTextBytes)};
}

} // namespace piuptime::agent
