// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/EventListModel.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr std::size_t kMostEvents = 2000;

} // namespace

EventListModel::EventListModel(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    connect(&m_engine, &fleet::Engine::eventHappened, this, &EventListModel::append);
}

void EventListModel::setDevice(const DeviceId &id)
{
    m_isFleet = false;
    load(id);
}

void EventListModel::setFleet()
{
    m_isFleet = true;
    load({});
}

void EventListModel::load(const DeviceId &id)
{
    ++m_generation;
    beginResetModel();
    m_id = id;
    m_events.clear();
    m_error.reset();
    m_loading = m_isFleet || !id.empty();
    endResetModel();
    if (!m_loading)
        return;
    // Until tomorrow: a Pi's event may be a moment ahead of the clock we look at.
    const history::TimeRange always{UtcTime{}, m_clock.utcNow() + std::chrono::days(1)};
    whenDone(m_engine.events(id, always, kMostEvents), this,
             [this, generation = m_generation](const Result<std::vector<Event>> &events) {
                 if (generation != m_generation)
                     return;
                 beginResetModel();
                 m_loading = false;
                 if (events)
                     m_events.assign(events->rbegin(), events->rend());
                 else
                     m_error = events.error();
                 endResetModel();
                 emit loaded();
             });
}

void EventListModel::append(const Event &event)
{
    // While loading, the answer will have it.
    if (m_loading || (!m_isFleet && event.device != m_id))
        return;
    const auto place = std::ranges::find_if(m_events, [&](const Event &each) { return each.at <= event.at; });
    const int row = static_cast<int>(place - m_events.begin());
    beginInsertRows({}, row, row);
    m_events.insert(place, event);
    endInsertRows();
    if (m_events.size() > kMostEvents) {
        const int last = static_cast<int>(m_events.size()) - 1;
        beginRemoveRows({}, last, last);
        m_events.pop_back();
        endRemoveRows();
    }
    emit loaded();
}

int EventListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Event &event = m_events[static_cast<std::size_t>(index.row())];
    if (role == SeverityRole)
        return static_cast<int>(event.severity);
    if (role == KindRole)
        return static_cast<int>(event.kind);
    if (role == DeviceIdRole)
        return QString::fromStdString(event.device);
    if (role == DeviceNameRole)
        return nameOf(event.device);
    const int column = role == Qt::DisplayRole ? index.column() : role - WhenRole;
    switch (column) {
    case WhenColumn:
        return Formatting::localDateTime(event.at);
    case WhatColumn:
        return Texts::event(event.kind);
    case DetailColumn:
        return Texts::eventDetail(event);
    default:
        return {};
    }
}

QString EventListModel::nameOf(const DeviceId &id) const
{
    const auto states = m_engine.states();
    const auto found = std::ranges::find_if(states, [&](const auto &state) { return state->config.id == id; });
    return shown(found == states.end() ? id : (*found)->config.name);
}

QHash<int, QByteArray> EventListModel::roleNames() const
{
    return {{SeverityRole, "severity"},
            {KindRole, "kind"},
            {WhenRole, "when"},
            {WhatRole, "what"},
            {DetailRole, "detail"},
            {DeviceIdRole, "deviceId"},
            {DeviceNameRole, "deviceName"}};
}

QVariant EventListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case WhatColumn:
        return tr("What");
    case DetailColumn:
        return tr("Detail");
    default:
        return {};
    }
}

} // namespace piuptime::presentation
