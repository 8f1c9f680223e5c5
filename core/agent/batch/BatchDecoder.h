// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Block.h"
#include "core/agent/batch/Dictionary.h"

#include <deque>

namespace piuptime::agent {

/// Makes readings of the messages of one Pi, whatever their kind. Any bytes are safe: what comes out is bounded,
/// sorted, finite and printable. Remembers the latest dictionaries. One thread at a time.
class BatchDecoder
{
public:
    /// As many as an agent needs in a few restarts. With the largest of them all it is some 10 MB, mostly 50 KB.
    static constexpr std::size_t kMaxDictionaries = 8;

    /// \return what it tells; no readings for a dictionary
    /// \retval NotFound a row whose dictionary is not known: ask the agent for it   \retval Corrupt rubbish
    [[nodiscard]] Result<Batch> decode(std::string_view message);

private:
    [[nodiscard]] Result<Batch> takeDictionary(std::string_view message);
    [[nodiscard]] Result<Batch> takeRow(std::string_view message);

    std::deque<Dictionary> m_dictionaries; ///< the newest first
};

} // namespace piuptime::agent
