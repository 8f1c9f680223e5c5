// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/FleetModel.h"

#include "app/presentation/FleetCellText.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QLocale>

#include <algorithm>
#include <ranges>
#include <utility>

namespace piuptime::presentation {
namespace {

using namespace std::chrono_literals;

constexpr auto kArrangeInterval = 1s;
constexpr auto kHoldTime = 2s;

QCollator naturalCollator()
{
    // The C locale compares bytes and ignores both settings below.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true); // pi-2 before pi-10
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

/// Whether the change of a device can change which rows there are, or their order.
bool movesRows(const FleetRow &row, double oldFigure, FleetColumn sortColumn, bool levelChanged, bool wordsChanged)
{
    const double figure = row.figure(sortColumn);
    const bool sameFigure = figure == oldFigure || (figure != figure && oldFigure != oldFigure);
    return levelChanged || wordsChanged || !sameFigure;
}

} // namespace

FleetModel::FleetModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_collator(naturalCollator())
{
    m_arrangeTimer.setSingleShot(true);
    m_arrangeTimer.setInterval(kArrangeInterval);
    m_holdTimer.setSingleShot(true);
    m_holdTimer.setInterval(kHoldTime);
    connect(&m_arrangeTimer, &QTimer::timeout, this, [this] {
        m_arrangeWaits = m_holdTimer.isActive();
        if (!m_arrangeWaits)
            arrangeNow();
    });
    connect(&m_holdTimer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_arrangeWaits, false))
            arrangeNow();
    });
}

FleetModel::~FleetModel() = default;

void FleetModel::reset(std::vector<DeviceStatePtr> states)
{
    beginResetModel();
    m_slots.clear();
    m_freeSlots.clear();
    m_slotOf.clear();
    m_rowOfSlot.clear();
    m_isAttached.clear();
    m_entries.clear();
    for (const DeviceStatePtr &state : states)
        slotFor(state);
    m_entries = arrangement();
    indexEntries();
    recount();
    endResetModel();
    emit vocabularyChanged();
    emit arranged();
}

void FleetModel::apply(const fleet::FleetChange &change)
{
    std::vector<int> changed;
    bool wordsChanged = false;
    bool rowsMove = false;
    bool added = false;
    for (const DeviceStatePtr &state : change.updated) {
        const auto known = m_slotOf.find(state->config.id);
        if (known == m_slotOf.end()) {
            slotFor(state);
            added = wordsChanged = true;
            continue;
        }
        FleetRow &row = *m_slots[static_cast<std::size_t>(known->second)];
        const HealthLevel oldLevel = row.level();
        const double oldFigure = row.figure(m_sortColumn);
        const bool newWords = row.update(state, m_collator);
        wordsChanged = wordsChanged || newWords;
        rowsMove = rowsMove || movesRows(row, oldFigure, m_sortColumn, oldLevel != row.level(), newWords);
        changed.push_back(known->second);
    }
    recount();
    emitChanged(std::move(changed));
    if (!change.removed.empty())
        removeSlots(change.removed);
    if (added)
        arrangeNow();
    else if (rowsMove)
        arrangeSoon();
    if (wordsChanged || !change.removed.empty())
        emit vocabularyChanged();
}

void FleetModel::setFilter(FleetFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    m_words = FleetRow::searchWords(m_filter.text);
    arrangeNow();
}

void FleetModel::setSorting(FleetColumn column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    arrangeNow();
}

void FleetModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    beginResetModel();
    m_grouping = grouping;
    m_groups.clear();
    m_groupOf.clear();
    m_entries = arrangement();
    indexEntries();
    recount();
    endResetModel();
    emit arranged();
}

void FleetModel::setCollapsed(const QString &groupKey, bool collapsed)
{
    const auto group = m_groupOf.find(groupKey.toStdString());
    if (group == m_groupOf.end() || m_groups[static_cast<std::size_t>(group->second)].collapsed == collapsed)
        return;
    m_groups[static_cast<std::size_t>(group->second)].collapsed = collapsed;
    arrangeNow();
    emitHeadingsChanged();
}

void FleetModel::hold()
{
    m_holdTimer.start();
}

const FleetRow *FleetModel::deviceAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_entries.size()))
        return nullptr;
    const int slot = m_entries[static_cast<std::size_t>(row)].slot;
    return slot == kHeading ? nullptr : &*m_slots[static_cast<std::size_t>(slot)];
}

const FleetGroup *FleetModel::groupAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_entries.size()))
        return nullptr;
    const Entry &entry = m_entries[static_cast<std::size_t>(row)];
    return entry.slot == kHeading ? &m_groups[static_cast<std::size_t>(entry.group)] : nullptr;
}

int FleetModel::rowOf(const DeviceId &id) const
{
    const auto slot = m_slotOf.find(id);
    return slot == m_slotOf.end() ? -1 : m_rowOfSlot[static_cast<std::size_t>(slot->second)];
}

const FleetRow *FleetModel::find(const DeviceId &id) const
{
    const auto slot = m_slotOf.find(id);
    return slot == m_slotOf.end() ? nullptr : &*m_slots[static_cast<std::size_t>(slot->second)];
}

std::vector<const FleetRow *> FleetModel::devices() const
{
    std::vector<const FleetRow *> devices;
    for (const auto &row : m_slots) {
        if (row)
            devices.push_back(&*row);
    }
    return devices;
}

QStringList FleetModel::sites() const
{
    QStringList sites;
    for (const auto &row : m_slots) {
        if (row && !row->site.isEmpty())
            sites.append(row->site);
    }
    sites.removeDuplicates();
    std::ranges::sort(sites, m_collator);
    return sites;
}

QStringList FleetModel::tags() const
{
    QStringList tags;
    for (const auto &row : m_slots) {
        if (row)
            tags.append(row->tags);
    }
    tags.removeDuplicates();
    std::ranges::sort(tags, m_collator);
    return tags;
}

bool FleetModel::hasSensors() const
{
    return std::ranges::any_of(
        m_slots, [](const auto &row) { return row && row->state->config.kind == DeviceConfig::Kind::Sensor; });
}

bool FleetModel::hasDevicesWithoutSite() const
{
    return std::ranges::any_of(m_slots, [](const auto &row) { return row && row->site.isEmpty(); });
}

int FleetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int FleetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kFleetColumns;
}

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    const auto column = static_cast<FleetColumn>(index.column());
    if (const FleetGroup *group = groupAt(index.row())) {
        if (role == GroupRole)
            return true;
        if (role == Qt::AccessibleTextRole || (role == Qt::DisplayRole && index.column() == 0))
            return tr("%1, %n device(s)", nullptr, static_cast<int>(group->summary.total())).arg(group->title);
        return {};
    }
    const FleetRow *row = deviceAt(index.row());
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*row, column, m_clock.utcNow());
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(columnTitle(column), cellText(*row, column, m_clock.utcNow()));
    case Qt::ToolTipRole:
        return cellToolTip(*row, column, m_clock.utcNow());
    case DeviceIdRole:
        return QString::fromStdString(row->state->config.id);
    case LevelRole:
        return static_cast<int>(row->level());
    case StaleRole:
        return row->state->stale;
    case FigureRole:
        return row->figure(column);
    case GroupRole:
        return false;
    default:
        return {};
    }
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return columnTitle(static_cast<FleetColumn>(section));
}

Qt::ItemFlags FleetModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QHash<int, QByteArray> FleetModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{DeviceIdRole, "deviceId"},
                  {LevelRole, "level"},
                  {StaleRole, "stale"},
                  {FigureRole, "figure"},
                  {GroupRole, "isGroup"}});
    return names;
}

void FleetModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < kFleetColumns)
        setSorting(static_cast<FleetColumn>(column), order);
}

int FleetModel::slotFor(const DeviceStatePtr &state)
{
    int slot = static_cast<int>(m_slots.size());
    if (m_freeSlots.empty()) {
        m_slots.emplace_back();
        m_rowOfSlot.push_back(-1);
        m_isAttached.push_back(false);
    } else {
        slot = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    m_slots[static_cast<std::size_t>(slot)].emplace(state, m_collator);
    m_isAttached[static_cast<std::size_t>(slot)] = false;
    m_slotOf[state->config.id] = slot;
    return slot;
}

void FleetModel::removeSlots(const std::vector<DeviceId> &ids)
{
    std::vector<int> gone;
    for (const DeviceId &id : ids) {
        const auto slot = m_slotOf.find(id);
        if (slot == m_slotOf.end())
            continue;
        gone.push_back(slot->second);
        m_slotOf.erase(slot);
    }
    std::vector<Entry> wanted = m_entries;
    std::erase_if(wanted, [&](const Entry &entry) {
        return entry.slot != kHeading && std::ranges::find(gone, entry.slot) != gone.end();
    });
    move(std::move(wanted)); // while the views may still ask about the rows that go
    for (const int slot : gone) {
        m_slots[static_cast<std::size_t>(slot)].reset();
        m_freeSlots.push_back(slot);
    }
    recount();
    arrangeNow(); // drops headings that stand alone now
}

void FleetModel::emitChanged(std::vector<int> changedSlots)
{
    std::vector<int> &rows = changedSlots;
    for (int &slot : rows)
        slot = m_rowOfSlot[static_cast<std::size_t>(slot)];
    std::erase(rows, -1);
    std::ranges::sort(rows);
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] - rows[last] <= 1)
            ++last;
        emit dataChanged(index(rows[first], 0), index(rows[last], kFleetColumns - 1));
        first = last + 1;
    }
}

void FleetModel::emitHeadingsChanged()
{
    for (int row = 0; row < static_cast<int>(m_entries.size()); ++row) {
        if (m_entries[static_cast<std::size_t>(row)].slot == kHeading)
            emit dataChanged(index(row, 0), index(row, kFleetColumns - 1));
    }
}

void FleetModel::recount()
{
    FleetSummary summary;
    std::vector<FleetSummary> ofGroups(m_groups.size());
    for (const auto &row : m_slots) {
        if (!row || !m_slotOf.contains(row->state->config.id)
            || m_isAttached[static_cast<std::size_t>(m_slotOf.at(row->state->config.id))])
            continue;
        ++summary.byLevel[static_cast<std::size_t>(row->level())];
        summary.stale += row->state->stale ? 1 : 0;
        if (m_grouping == Grouping::None || !row->matches(m_filter, m_words))
            continue;
        if (const auto group = m_groupOf.find(groupKey(*row).toStdString()); group != m_groupOf.end())
            ++ofGroups[static_cast<std::size_t>(group->second)].byLevel[static_cast<std::size_t>(row->level())];
    }
    bool headingsChanged = false;
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        headingsChanged = std::exchange(m_groups[i].summary, ofGroups[i]) != ofGroups[i] || headingsChanged;
    if (headingsChanged)
        emitHeadingsChanged();
    if (std::exchange(m_summary, summary) != summary)
        emit summaryChanged();
}

} // namespace piuptime::presentation
