// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/device/DeviceHistory.h"

#include <QWidget>

#include <optional>
#include <vector>

class QAbstractButton;
class QButtonGroup;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace piuptime::desktop {

class TimeAxis;
class TimeChart;

/// All charts of one Pi on one time axis, with the choice of its range: what one chart does with the crosshair, zoom or
/// pan, all of them do. Says so when history is loading, empty or cannot be read.
class ChartStack final : public QWidget
{
    Q_OBJECT
public:
    ChartStack(presentation::DeviceHistory &history, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<TimeChart *> &charts() const { return m_charts; }
    [[nodiscard]] TimeAxis *axis() const { return m_axis; }
    [[nodiscard]] std::optional<UtcTime> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<UtcTime> at);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeToolbar();
    QWidget *makeMessage();
    QWidget *makeChartArea();
    void rebuildCharts();
    void connectChart(TimeChart *chart);
    void refreshCharts();
    void showWindow();
    void showStatus();
    void zoom(double factor);
    void updateResolution();

    presentation::DeviceHistory &m_history;
    const Theme &m_theme;
    QButtonGroup *m_ranges = nullptr;
    QLabel *m_rangeText = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_messageTitle = nullptr;
    QLabel *m_messageText = nullptr;
    QPushButton *m_retry = nullptr;
    TimeAxis *m_axis = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_chartLayout = nullptr;
    std::vector<TimeChart *> m_charts;
    std::optional<UtcTime> m_crosshair;
};

} // namespace piuptime::desktop
