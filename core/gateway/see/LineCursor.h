// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace piuptime::gateway {

/// Goes through lines one by one, and goes on where it was when the same lines come again after a failure.
class LineCursor
{
public:
    /// \param send takes a line without its end; its failure ends the round \return its outcome
    template <class Send>
    auto each(std::string_view lines, Send send) -> decltype(send(lines))
    {
        while (m_done < lines.size()) {
            const std::size_t end = lines.find('\n', m_done);
            if (auto sent = send(lines.substr(m_done, end - m_done)); !sent)
                return sent;
            m_done = end == std::string_view::npos ? lines.size() : end + 1;
        }
        m_done = 0;
        return {};
    }

private:
    std::size_t m_done = 0; ///< bytes
};

} // namespace piuptime::gateway
