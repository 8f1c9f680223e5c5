// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Probe.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// The sections of one reading, as `collect::RecordDecoder` gives those of a probe. Keeps its memory from one reading
/// to the next.
class SectionList
{
public:
    void clear();
    /// The text of a new section, empty, to be filled before `sections` is called. \param name outlives the list
    [[nodiscard]] std::string &add(std::string_view name);
    /// As the probe: nothing is added for an empty text.
    void addUnlessEmpty(std::string_view name, std::string_view text);
    /// Valid until the next `clear`.
    [[nodiscard]] const std::vector<collect::Section> &sections();

private:
    std::deque<std::string> m_texts; ///< the first `m_names.size()` are in use
    std::vector<std::string_view> m_names;
    std::vector<collect::Section> m_sections;
};

} // namespace piuptime::agent
