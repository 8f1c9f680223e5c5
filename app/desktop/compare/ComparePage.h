// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/compare/Comparison.h"
#include "core/model/Health.h"

#include <QWidget>

namespace piuptime::desktop {

class ChartStack;
class ChoiceList;
class Label;

/// Several Pis, or several figures of them, on one time axis: what to compare on the left, the graphs beside it.
///
/// While shown, the engine polls the Pis every second.
class ComparePage final : public QWidget
{
    Q_OBJECT
public:
    /// \param options  layers and time zone, shared with other pages; must outlive the page
    ComparePage(fleet::Engine &engine, presentation::ChartOptions &options, const Theme &theme, const Clock &clock,
                QWidget *parent = nullptr);

    /// Compares these devices by what was compared last, or by their temperature.
    void compare(std::vector<DeviceId> devices);
    /// Compares these devices by this series.
    void compare(std::vector<DeviceId> devices, const SeriesKey &series);

    /// Moves the graphs to this stretch of time.
    void showRange(history::TimeRange range) { m_comparison.showRange(range); }
    [[nodiscard]] ChartStack *charts() const { return m_charts; }
    [[nodiscard]] const presentation::Comparison &comparison() const { return m_comparison; }

signals:
    void backRequested();
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeChoices();
    void take(std::vector<DeviceId> devices, std::vector<SeriesKey> series);
    void fillDevices();
    void fillSeries();
    void takeChoices();

    fleet::Engine &m_engine;
    const Theme &m_theme;
    presentation::Comparison m_comparison;
    std::vector<SeriesKey> m_offered; ///< what the list of figures has, in its order
    ChoiceList *m_deviceList = nullptr;
    ChoiceList *m_seriesList = nullptr;
    Label *m_cut = nullptr; ///< says that not all that were asked for are compared
    ChartStack *m_charts = nullptr;
};

} // namespace piuptime::desktop
