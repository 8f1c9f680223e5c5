// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/Timeline.h"
#include "core/model/Health.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace piuptime::desktop {

class ChartExport;
class TimeAxis;
class TimeChart;

/// All charts of a page on one time axis, with the choice of its range: what one chart does with the crosshair, zoom or
/// pan, all of them do. Says so when history is loading, empty or cannot be read.
class ChartStack final : public QWidget
{
    Q_OBJECT
public:
    ChartStack(presentation::Timeline &timeline, presentation::ChartOptions &options, const Theme &theme,
               QWidget *parent = nullptr);

    /// What the charts are about, for pictures of them.
    void setTitle(const QString &title) { m_title = title; }
    /// What to do when there are no charts at all.
    void setEmptyText(const QString &title, const QString &text);
    /// Offers to compare what a chart shows with other Pis, see `compareWanted`.
    void offerComparison();

    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] const std::vector<TimeChart *> &charts() const { return m_charts; }
    [[nodiscard]] TimeAxis *axis() const { return m_axis; }
    [[nodiscard]] ChartExport *exporter() const { return m_export; }
    /// The first line of the chart with the focus, or of the first chart with lines.
    [[nodiscard]] std::optional<presentation::SeriesId> currentSeries() const;
    [[nodiscard]] std::optional<UtcTime> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<UtcTime> at);

signals:
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);
    /// A person wants to see `currentSeries` of other Pis too.
    void compareWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QList<QAction *> makeActions();
    QWidget *makeMessage();
    QWidget *makeChartArea();
    void rebuildCharts();
    void connectChart(TimeChart *chart);
    void refreshCharts();
    void showStatus();
    void zoom(double factor);
    void updateResolution();
    void askForFile(const QString &caption, const QString &suffix, void (ChartExport::*save)(const QString &));

    presentation::Timeline &m_timeline;
    presentation::ChartOptions &m_options;
    const Theme &m_theme;
    ChartExport *m_export;
    QString m_title;
    QString m_emptyTitle;
    QString m_emptyText;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_messageTitle = nullptr;
    QLabel *m_messageText = nullptr;
    QPushButton *m_retry = nullptr;
    TimeAxis *m_axis = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_chartLayout = nullptr;
    std::vector<TimeChart *> m_charts;
    std::optional<UtcTime> m_crosshair;
    QAction *m_compare = nullptr;
    QTimer m_describe; ///< until nothing moved for a moment
};

} // namespace piuptime::desktop
