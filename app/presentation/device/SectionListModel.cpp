// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/SectionListModel.h"

namespace piuptime::presentation {
namespace {

std::vector<Line> linesOf(const FactGroup &group, bool isStale)
{
    std::vector<Line> lines;
    lines.reserve(group.rows.size());
    for (const FactRow &row : group.rows)
        lines.push_back({row.label, row.text, static_cast<int>(row.level), {}, isStale});
    return lines;
}

} // namespace

void SectionListModel::setGroups(const std::vector<FactGroup> &groups, bool isStale)
{
    std::vector<Section> sections;
    sections.reserve(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        // The lines at a place stay there, whatever section they are of.
        auto lines = i < m_sections.size() ? m_sections[i].lines : std::make_shared<LineListModel>();
        lines->setLines(linesOf(groups[i], isStale));
        sections.push_back({groups[i].title, std::move(lines)});
    }
    replace(m_sections, std::move(sections));
}

int SectionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sections.size());
}

QVariant SectionListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Section &section = m_sections[static_cast<std::size_t>(index.row())];
    if (role == TitleRole)
        return section.title;
    return role == LinesRole ? QVariant::fromValue(section.lines.get()) : QVariant();
}

QHash<int, QByteArray> SectionListModel::roleNames() const
{
    return {{TitleRole, "title"}, {LinesRole, "lines"}};
}

} // namespace piuptime::presentation
