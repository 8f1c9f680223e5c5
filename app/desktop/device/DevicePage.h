// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/device/DeviceHistory.h"
#include "app/presentation/device/EventListModel.h"
#include "core/fleet/Engine.h"

#include <QTimer>
#include <QWidget>

class QScrollArea;
class QStackedWidget;

namespace piuptime::desktop {

class ChartStack;
class DeviceHeader;
class EventTable;
class FactsPanel;
class SurroundingsPanel;
class VerdictPanel;

/// Everything about one Pi: what is the matter, what it is, how it went over time, what happened to it.
///
/// While shown, the engine polls its Pi every second. What a person wants done is only asked for by signals; whoever
/// shows the page confirms and does it.
class DevicePage final : public QWidget
{
    Q_OBJECT
public:
    DevicePage(fleet::Engine &engine, const Theme &theme, QWidget *parent = nullptr);
    /// For tests: with a clock of their own, which must outlive the page.
    DevicePage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    /// Shows another Pi, or with an empty id none. Nothing of the former one stays.
    void setDevice(const DeviceId &id);
    [[nodiscard]] const DeviceId &device() const { return m_id; }

    /// Moves the graphs to this stretch of time.
    void showRange(history::TimeRange range) { m_history.showRange(range); }
    [[nodiscard]] ChartStack *charts() const { return m_charts; }
    [[nodiscard]] const presentation::DeviceHistory &history() const { return m_history; }
    /// Layers and time zone, which the page shares with others that draw charts.
    [[nodiscard]] presentation::ChartOptions &chartOptions() { return m_chartOptions; }

signals:
    void backRequested();
    /// A `RestartUnit` without a unit asks which one.
    void actionRequested(const piuptime::DeviceId &id, const piuptime::Action &action);
    void terminalRequested(const piuptime::DeviceId &id);
    void editRequested(const piuptime::DeviceId &id);
    void sensorOpened(const piuptime::DeviceId &sensor);
    /// \param id a sensor that shall be attached, or a Pi to which one shall be
    void attachRequested(const piuptime::DeviceId &id);
    void detachRequested(const piuptime::DeviceId &sensor);
    /// The Pi shows another host key than before.
    void keyReviewRequested(const piuptime::DeviceId &id);
    void compareRequested();
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    QWidget *makeSide();
    QWidget *makeMain();
    void connectHeader();
    void onChanged(const fleet::FleetChange &change);
    void refresh();
    void refreshSurroundings(UtcTime now);
    void tick();
    void watch();
    void request(Action::Kind kind, std::string unit = {});

    fleet::Engine &m_engine;
    const Theme &m_theme;
    const Clock &m_clock;
    DeviceId m_id;
    DeviceStatePtr m_state;
    presentation::ChartOptions m_chartOptions;
    presentation::DeviceHistory m_history;
    presentation::EventListModel m_events;
    QTimer m_tick;
    QStackedWidget *m_whole = nullptr;
    DeviceHeader *m_header = nullptr;
    VerdictPanel *m_verdict = nullptr;
    FactsPanel *m_facts = nullptr;
    SurroundingsPanel *m_surroundings = nullptr;
    QScrollArea *m_side = nullptr;
    ChartStack *m_charts = nullptr;
};

} // namespace piuptime::desktop
