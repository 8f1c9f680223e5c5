// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/DeviceHistory.h"
#include "app/presentation/device/GraphListModel.h"
#include "app/presentation/device/LineListModel.h"
#include "app/presentation/device/SectionListModel.h"
#include "core/fleet/Engine.h"

#include <QObject>

#include <functional>

namespace piuptime::presentation {

/// One Pi as a page of a touch screen shows it: its verdict, its figures, what is known of it, and its graphs.
/// Thread: the front end's.
class DevicePanel final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString deviceId READ deviceId WRITE setDeviceId NOTIFY deviceChanged FINAL)
    /// Whether the fleet has this device.
    Q_PROPERTY(bool isThere READ isThere NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    /// Model and site: `Pi 4 B · Pumping station`.
    Q_PROPERTY(QString place READ place NOTIFY changed FINAL)
    /// An int of `HealthLevel`.
    Q_PROPERTY(int level READ level NOTIFY changed FINAL)
    Q_PROPERTY(QString levelText READ levelText NOTIFY changed FINAL)
    Q_PROPERTY(QString verdict READ verdict NOTIFY changed FINAL)
    Q_PROPERTY(bool isStale READ isStale NOTIFY changed FINAL)
    /// How old the newest reading is: `12 s ago`.
    Q_PROPERTY(QString age READ age NOTIFY changed FINAL)
    /// Why it is not connected and when it is tried again; empty while it is.
    Q_PROPERTY(QString connection READ connection NOTIFY changed FINAL)
    /// Worst first, without labels.
    Q_PROPERTY(piuptime::presentation::LineListModel *reasons READ reasons CONSTANT FINAL)
    /// Failed units of systemd that can be restarted.
    Q_PROPERTY(piuptime::presentation::LineListModel *failedUnits READ failedUnits CONSTANT FINAL)
    Q_PROPERTY(piuptime::presentation::LineListModel *figures READ figures CONSTANT FINAL)
    /// What is known of it; nothing unless `describe` was called.
    Q_PROPERTY(piuptime::presentation::SectionListModel *sections READ sections CONSTANT FINAL)
    Q_PROPERTY(piuptime::presentation::GraphListModel *graphs READ graphs CONSTANT FINAL)
    Q_PROPERTY(bool takesActions READ takesActions NOTIFY changed FINAL)

public:
    using Description = std::function<std::vector<FactGroup>(const DeviceState &)>;

    DevicePanel(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QString deviceId() const { return QString::fromStdString(m_id); }
    /// Empty: shows nothing, and asks for nothing.
    void setDeviceId(const QString &id);
    /// Whether somebody looks: only then its graphs follow the present.
    Q_INVOKABLE void setFollowing(bool following);
    /// Fills `sections` from now on with what this tells of the device.
    void describe(Description description);
    /// Has ages told anew; to be called now and then.
    void refreshAges();

    [[nodiscard]] bool isThere() const { return m_state != nullptr; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString place() const;
    [[nodiscard]] int level() const;
    [[nodiscard]] QString levelText() const;
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] bool isStale() const { return m_state != nullptr && m_state->stale; }
    [[nodiscard]] QString age() const;
    [[nodiscard]] QString connection() const;
    [[nodiscard]] LineListModel *reasons() { return &m_reasons; }
    [[nodiscard]] LineListModel *failedUnits() { return &m_failedUnits; }
    [[nodiscard]] LineListModel *figures() { return &m_figures; }
    [[nodiscard]] SectionListModel *sections() { return &m_sections; }
    [[nodiscard]] GraphListModel *graphs() { return &m_graphs; }
    [[nodiscard]] bool takesActions() const;
    [[nodiscard]] Timeline *timeline() { return &m_history; }

signals:
    void deviceChanged();
    void changed();

private:
    void onFleetChanged(const fleet::FleetChange &change);
    void tell();
    [[nodiscard]] std::vector<Line> reasonLines() const;
    [[nodiscard]] std::vector<Line> figureLines() const;

    fleet::Engine &m_engine;
    const Clock &m_clock;
    DeviceId m_id;
    DeviceStatePtr m_state; ///< null: the fleet has no such device
    DeviceHistory m_history;
    LineListModel m_reasons;
    LineListModel m_failedUnits;
    LineListModel m_figures;
    SectionListModel m_sections;
    Description m_description;
    GraphListModel m_graphs;
    bool m_isTurning = false; ///< from one Pi to the next: what is shown between them is of no interest
};

} // namespace piuptime::presentation
