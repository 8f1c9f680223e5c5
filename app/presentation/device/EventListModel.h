// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <QAbstractTableModel>

#include <deque>

namespace piuptime::presentation {

/// What happened to one device or to all, newest first: time, what, detail. Bounded; follows new events by itself.
class EventListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { WhenColumn, WhatColumn, DetailColumn, ColumnCount };
    enum Role {
        SeverityRole = Qt::UserRole, ///< int of `Severity`
        KindRole,                    ///< int of `EventKind`
        WhenRole,                    ///< the columns as roles, for lists
        WhatRole,
        DetailRole,
        DeviceIdRole,
        DeviceNameRole,
    };

    EventListModel(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// Forgets the former device at once and loads the new one.
    void setDevice(const DeviceId &id);
    /// Loads what happened to any device.
    void setFleet();

    /// In time order.
    [[nodiscard]] std::vector<Event> inTimeOrder() const { return {m_events.rbegin(), m_events.rend()}; }
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void loaded(); ///< also when that failed

private:
    void load(const DeviceId &id);
    void append(const Event &event);
    [[nodiscard]] QString nameOf(const DeviceId &id) const;

    fleet::Engine &m_engine;
    const Clock &m_clock;
    DeviceId m_id; ///< empty: all, or none
    bool m_isFleet = false;
    std::deque<Event> m_events; ///< newest first
    std::optional<Error> m_error;
    std::uint64_t m_generation = 0;
    bool m_loading = false;
};

} // namespace piuptime::presentation
