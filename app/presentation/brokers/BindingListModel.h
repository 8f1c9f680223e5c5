// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <QAbstractTableModel>

#include <vector>

namespace piuptime::presentation {

/// The topics of a broker that were bound by hand, a row each, with what they gave last.
class BindingListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TopicColumn, PathColumn, LatestColumn, DeviceColumn, QuantityColumn, ColumnCount };

    BindingListModel(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// \param broker its name; empty: none
    void setBroker(const std::string &broker);
    /// Looks again what they gave last.
    void refresh();
    [[nodiscard]] const Binding &binding(int row) const { return m_bindings[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void reload();

    fleet::Engine &m_engine;
    const Clock &m_clock;
    std::string m_broker;
    std::vector<Binding> m_bindings;
    std::vector<DeviceStatePtr> m_fleet; ///< as of the last look
};

} // namespace piuptime::presentation
