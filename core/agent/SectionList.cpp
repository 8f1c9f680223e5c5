// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/SectionList.h"

namespace piuptime::agent {

void SectionList::clear()
{
    m_names.clear();
    m_sections.clear();
}

std::string &SectionList::add(std::string_view name)
{
    m_names.push_back(name);
    if (m_texts.size() < m_names.size())
        m_texts.emplace_back();
    std::string &text = m_texts[m_names.size() - 1];
    text.clear();
    return text;
}

void SectionList::addUnlessEmpty(std::string_view name, std::string_view text)
{
    if (!text.empty())
        add(name) = text;
}

const std::vector<collect::Section> &SectionList::sections()
{
    m_sections.clear();
    for (std::size_t i = 0; i < m_names.size(); ++i)
        m_sections.push_back({m_names[i], m_texts[i]});
    return m_sections;
}

} // namespace piuptime::agent
