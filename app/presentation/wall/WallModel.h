// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/FleetModel.h"
#include "app/presentation/wall/WallPlan.h"

#include <QIdentityProxyModel>
#include <QSizeF>
#include <QSortFilterProxyModel>

namespace piuptime::presentation {

/// The fleet by site, worst first, with a place for each row on a wall of a given size.
///
/// Rows are those of the fleet model: headings and devices. A row without room has an empty place.
class WallModel final : public QIdentityProxyModel
{
    Q_OBJECT
    Q_PROPERTY(QSizeF area READ area WRITE setArea NOTIFY planChanged FINAL)
    /// The height of a line of text, in device-independent pixels.
    Q_PROPERTY(double textHeight READ textHeight WRITE setTextHeight NOTIFY planChanged FINAL)
    /// An int of `TileKind`.
    Q_PROPERTY(int kind READ kind NOTIFY planChanged FINAL)
    /// Devices for which there is no room.
    Q_PROPERTY(int leftOut READ leftOut NOTIFY planChanged FINAL)
    /// The rows that are headings.
    Q_PROPERTY(QAbstractItemModel *headings READ headings CONSTANT FINAL)

public:
    enum Role {
        HeadingRole = FleetModel::GroupRole + 1, ///< bool
        NameRole,
        LevelTextRole,
        VerdictRole,     ///< the worst reason as a sentence
        TemperatureRole, ///< with its unit; empty: unknown
        LoadRole,        ///< CPU in per cent, with its unit
        PowerRole,       ///< of the UPS, with its source; empty: there is none
        FiguresRole,     ///< of temperature, load and power what is known
        AgeRole,         ///< since when it is silent; empty while it is not
        NumberRole,      ///< of the device among all that are shown, from 1 on
        PlaceRole,       ///< QRectF
        SpokenRole,      ///< all of it for a screen reader
    };

    /// \param fleet  outlives it; is grouped by site from now on
    explicit WallModel(FleetModel &fleet, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QSizeF area() const { return m_area; }
    void setArea(QSizeF area);
    [[nodiscard]] double textHeight() const { return m_textHeight; }
    void setTextHeight(double height);
    [[nodiscard]] int kind() const { return static_cast<int>(m_kind); }
    [[nodiscard]] int leftOut() const { return m_leftOut; }
    [[nodiscard]] QAbstractItemModel *headings() { return &m_headings; }

    /// Has ages told anew; to be called now and then.
    void refreshAges();

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// The device that stands `step` places after this one on the wall, the first after the last; empty: there is no
    /// other.
    [[nodiscard]] DeviceId neighbourOf(const DeviceId &device, int step) const;

signals:
    void planChanged();

private:
    void plan();
    [[nodiscard]] QVariant ofHeading(const FleetGroup &group, int role) const;
    [[nodiscard]] QVariant ofDevice(const FleetRow &device, int role) const;

    FleetModel &m_fleet;
    const Clock &m_clock;
    QSizeF m_area;
    double m_textHeight = 16;
    TileKind m_kind = TileKind::Card;
    int m_leftOut = 0;
    std::vector<QRectF> m_places; ///< by row
    std::vector<int> m_numbers;   ///< by row; 0: a heading
    std::vector<int> m_order;     ///< rows of devices by their number
    QSortFilterProxyModel m_headings;
};

} // namespace piuptime::presentation
