// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FleetModel that decides which rows there are and moves the views from one arrangement to the next.
#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/FleetModel.h"
#include "app/presentation/Texts.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace piuptime::presentation {
namespace {

const std::string kSite = "site "; ///< no id holds a blank

} // namespace

void FleetModel::arrangeSoon()
{
    if (!m_arrangeTimer.isActive() && !m_arrangeWaits)
        m_arrangeTimer.start();
}

void FleetModel::arrangeNow()
{
    m_arrangeTimer.stop();
    m_arrangeWaits = false;
    move(arrangement());
    recount();
    emit arranged();
}

std::vector<FleetModel::Entry> FleetModel::arrangement()
{
    findAttached();
    std::vector<Entry> entries;
    for (int slot = 0; slot < static_cast<int>(m_slots.size()); ++slot) {
        const auto &row = m_slots[static_cast<std::size_t>(slot)];
        if (row && !m_isAttached[static_cast<std::size_t>(slot)] && row->matches(m_filter, m_words))
            entries.push_back({slot, m_grouping == Grouping::None ? -1 : groupFor(*row)});
    }
    m_shownDevices = entries.size();
    std::ranges::sort(entries, [this](const Entry &a, const Entry &b) {
        if (a.group != b.group)
            return groupBefore(a.group, b.group);
        return before(*m_slots[static_cast<std::size_t>(a.slot)], *m_slots[static_cast<std::size_t>(b.slot)]);
    });
    if (m_grouping == Grouping::None)
        return entries;

    std::vector<Entry> withHeadings;
    for (const Entry &entry : entries) {
        const bool first = withHeadings.empty() || withHeadings.back().group != entry.group;
        if (first)
            withHeadings.push_back({kHeading, entry.group});
        if (!m_groups[static_cast<std::size_t>(entry.group)].collapsed)
            withHeadings.push_back(entry);
    }
    return withHeadings;
}

/// A sensor that is attached to a Pi of the fleet is shown with it.
void FleetModel::findAttached()
{
    std::unordered_set<std::string> places;
    if (hasSensors()) {
        for (const FleetRow *row : devices()) {
            const DeviceConfig &device = row->state->config;
            if (device.kind == DeviceConfig::Kind::Pi) {
                places.insert(device.id);
                places.insert(kSite + device.site);
            }
        }
    }
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        const auto &row = m_slots[slot];
        if (!row || !isAttached(row->state->config)) {
            m_isAttached[slot] = false;
            continue;
        }
        const DeviceConfig &sensor = row->state->config;
        m_isAttached[slot] = places.contains(sensor.attachedTo.empty() ? kSite + sensor.site : sensor.attachedTo);
    }
}

/// A total order, so that equal figures never swap places between two looks.
bool FleetModel::before(const FleetRow &a, const FleetRow &b) const
{
    const bool aMissing = a.missing(m_sortColumn);
    if (aMissing != b.missing(m_sortColumn))
        return !aMissing;
    const int order = aMissing ? 0 : a.compare(b, m_sortColumn);
    if (order != 0)
        return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
    if (const int byName = a.compare(b, FleetColumn::Name); byName != 0)
        return byName < 0;
    return a.state->config.id < b.state->config.id;
}

QString FleetModel::groupKey(const FleetRow &row) const
{
    switch (m_grouping) {
    case Grouping::Site:
        return row.site;
    case Grouping::Model:
        return row.model;
    case Grouping::State:
        return QString::number(urgency(row.level()));
    case Grouping::None:
        break;
    }
    return {};
}

int FleetModel::groupFor(const FleetRow &row)
{
    const QString key = groupKey(row);
    const auto [known, isNew] = m_groupOf.try_emplace(key.toStdString(), static_cast<int>(m_groups.size()));
    if (!isNew)
        return known->second;
    FleetGroup group{.key = key, .title = key, .level = {}, .summary = {}};
    if (m_grouping == Grouping::State) {
        group.level = row.level();
        group.title = Texts::health(row.level());
    } else if (key.isEmpty()) {
        group.title = m_grouping == Grouping::Site ? tr("No site") : tr("Model not known yet");
    }
    m_groups.push_back(std::move(group));
    return known->second;
}

bool FleetModel::groupBefore(int a, int b) const
{
    const QString &keyA = m_groups[static_cast<std::size_t>(a)].key;
    const QString &keyB = m_groups[static_cast<std::size_t>(b)].key;
    if (keyA.isEmpty() != keyB.isEmpty())
        return keyB.isEmpty(); // those without go last
    const int order = m_collator.compare(keyA, keyB);
    return order != 0 ? order < 0 : a < b;
}

/// Three steps that a view can follow with its selection and scroll position intact: rows go, rows change places,
/// rows come.
void FleetModel::move(const std::vector<Entry> &wanted)
{
    removeMissing(wanted);
    reorder(wanted);
    insertNew(wanted);
    indexEntries();
}

void FleetModel::removeMissing(const std::vector<Entry> &wanted)
{
    std::vector<bool> keepSlot(m_slots.size());
    std::vector<bool> keepGroup(m_groups.size());
    for (const Entry &entry : wanted) {
        if (entry.slot == kHeading)
            keepGroup[static_cast<std::size_t>(entry.group)] = true;
        else
            keepSlot[static_cast<std::size_t>(entry.slot)] = true;
    }
    const auto keeps = [&](const Entry &entry) {
        return entry.slot == kHeading ? keepGroup[static_cast<std::size_t>(entry.group)]
                                      : keepSlot[static_cast<std::size_t>(entry.slot)];
    };
    for (int last = static_cast<int>(m_entries.size()) - 1; last >= 0; --last) {
        if (keeps(m_entries[static_cast<std::size_t>(last)]))
            continue;
        int first = last;
        while (first > 0 && !keeps(m_entries[static_cast<std::size_t>(first - 1)]))
            --first;
        beginRemoveRows({}, first, last);
        m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void FleetModel::reorder(const std::vector<Entry> &wanted)
{
    const auto identity = [this](const Entry &entry) { // headings behind the slots
        return static_cast<std::size_t>(entry.slot == kHeading ? static_cast<int>(m_slots.size()) + entry.group
                                                               : entry.slot);
    };
    std::vector<int> oldRow(m_slots.size() + m_groups.size(), -1);
    for (int row = 0; row < static_cast<int>(m_entries.size()); ++row)
        oldRow[identity(m_entries[static_cast<std::size_t>(row)])] = row;

    std::vector<Entry> ordered;
    std::vector<int> newRow(m_entries.size());
    bool same = true;
    for (const Entry &entry : wanted) {
        const int row = oldRow[identity(entry)];
        if (row < 0)
            continue;
        newRow[static_cast<std::size_t>(row)] = static_cast<int>(ordered.size());
        same = same && row == static_cast<int>(ordered.size());
        ordered.push_back(entry);
    }
    if (same) {
        m_entries = std::move(ordered); // a device may have changed its group without changing its row
        return;
    }
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &old : before)
        after.append(index(newRow[static_cast<std::size_t>(old.row())], old.column()));
    m_entries = std::move(ordered);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void FleetModel::insertNew(const std::vector<Entry> &wanted)
{
    for (std::size_t row = 0; row < wanted.size(); ++row) {
        const auto isHere = [&](std::size_t at) {
            return row < m_entries.size() && m_entries[row].slot == wanted[at].slot
                   && m_entries[row].group == wanted[at].group;
        };
        if (isHere(row))
            continue;
        std::size_t end = row + 1;
        while (end < wanted.size() && !isHere(end))
            ++end;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end) - 1);
        m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(row),
                         wanted.begin() + static_cast<std::ptrdiff_t>(row),
                         wanted.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        row = end - 1;
    }
}

void FleetModel::indexEntries()
{
    m_rowOfSlot.assign(m_slots.size(), -1);
    for (int row = 0; row < static_cast<int>(m_entries.size()); ++row) {
        const int slot = m_entries[static_cast<std::size_t>(row)].slot;
        if (slot != kHeading)
            m_rowOfSlot[static_cast<std::size_t>(slot)] = row;
    }
}

} // namespace piuptime::presentation
