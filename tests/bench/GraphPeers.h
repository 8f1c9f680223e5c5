// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <memory>
#include <vector>

namespace piuptime::bench {

/// Points of one series: milliseconds since 1970 UTC and values.
struct Curve {
    std::vector<double> at;
    std::vector<double> value;
};

/// A window with one chart a curve, drawn by one library.
class GraphPeer
{
public:
    virtual ~GraphPeer() = default;

    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual QWidget *window() = 0;
    /// The widgets that are painted, one a chart.
    [[nodiscard]] virtual const std::vector<QWidget *> &charts() const = 0;
    /// Shows other data; painting follows by the event loop.
    virtual void show(const std::vector<Curve> &curves) = 0;
    /// A vertical line at this moment in the first `count` charts.
    virtual void point(double at, std::size_t count) = 0;
};

/// \param size  of the window   \param area  of a plot, without axes and labels
[[nodiscard]] std::unique_ptr<GraphPeer> makeQtCharts(std::size_t charts, QSize size, QSize area);
/// Null when it is not installed.
[[nodiscard]] std::unique_ptr<GraphPeer> makeQCustomPlot(std::size_t charts, QSize size, QSize area);

} // namespace piuptime::bench
