// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/FleetModel.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QString>

namespace piuptime::presentation {

/// How the whole fleet stands, in numbers and in words that a room can read.
class FleetOverview final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int total READ total NOTIFY changed FINAL)
    Q_PROPERTY(int critical READ critical NOTIFY changed FINAL)
    Q_PROPERTY(int attention READ attention NOTIFY changed FINAL)
    Q_PROPERTY(int unknown READ unknown NOTIFY changed FINAL)
    Q_PROPERTY(int ok READ ok NOTIFY changed FINAL)
    /// The level of the worst device, an int of `HealthLevel`: `Ok` when there is none, `Critical` when nothing
    /// collects.
    Q_PROPERTY(int worst READ worst NOTIFY changed FINAL)
    /// One sentence: `2 Pis need help now`.
    Q_PROPERTY(QString headline READ headline NOTIFY changed FINAL)

public:
    /// \param engine,fleet  outlive it
    FleetOverview(const fleet::Engine &engine, const FleetModel &fleet, QObject *parent = nullptr);

    [[nodiscard]] int total() const { return static_cast<int>(m_fleet.summary().total()); }
    [[nodiscard]] int critical() const { return count(HealthLevel::Critical); }
    [[nodiscard]] int attention() const { return count(HealthLevel::Attention); }
    [[nodiscard]] int unknown() const { return count(HealthLevel::Unknown); }
    [[nodiscard]] int ok() const { return count(HealthLevel::Ok); }
    [[nodiscard]] int worst() const;
    [[nodiscard]] QString headline() const;

signals:
    void changed();

private:
    [[nodiscard]] int count(HealthLevel level) const { return static_cast<int>(m_fleet.summary().count(level)); }

    const fleet::Engine &m_engine;
    const FleetModel &m_fleet;
};

} // namespace piuptime::presentation
