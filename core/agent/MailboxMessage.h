// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::agent {

/// A message of the property mailbox of the Pi's firmware that carries one question in text, in 32-bit words: its size
/// in bytes, the state (0 asks; the firmware sets 0x80000000 when it understood), the tag, the room for the answer in
/// bytes, the length, the result of the command (0: fine), the text, and 0 as the end of the tags.
class MailboxMessage
{
public:
    /// The tag that runs a command of the firmware and gives its text.
    static constexpr std::uint32_t kCommandTag = 0x00030080;
    static constexpr std::size_t kTextBytes = 1024;

    /// \return empty when the command is too long
    [[nodiscard]] static std::optional<MailboxMessage> ask(std::string_view command);

    [[nodiscard]] std::uint32_t *data() { return m_words.data(); }
    /// What the firmware put in the place of the question; empty when it did not understand.
    [[nodiscard]] std::string answer() const;

private:
    static constexpr std::size_t kTextAt = 6; ///< in words
    static constexpr std::size_t kWords = kTextAt + kTextBytes / 4 + 1;

    std::array<std::uint32_t, kWords> m_words{};
};

} // namespace piuptime::agent
