// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"
#include "app/presentation/device/StableListModel.h"

#include <QStringList>

namespace piuptime::presentation {

/// The charts of a timeline that a room asks for, in their order, whatever else there is.
class GraphListModel final : public piuptime::presentation::StableListModel
{
    Q_OBJECT
public:
    enum Role {
        ChartIdRole = Qt::UserRole,
        TimelineRole, ///< `Timeline *`, the same for all
    };

    /// \param timeline  outlives it
    explicit GraphListModel(Timeline &timeline, QObject *parent = nullptr);

    /// Looks which charts there are now.
    void update();
    [[nodiscard]] const std::vector<QString> &chartIds() const { return m_ids; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    Timeline &m_timeline;
    std::vector<QString> m_ids;
};

} // namespace piuptime::presentation
