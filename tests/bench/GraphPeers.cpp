// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/GraphPeers.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QGraphicsLineItem>
#include <QGridLayout>
#include <QLineSeries>
#include <QValueAxis>

#ifdef PIUPTIME_HAS_QCUSTOMPLOT
#include <qcustomplot.h>
#endif

#include <algorithm>

namespace piuptime::bench {
namespace {

constexpr int kColumns = 2;
constexpr double kLineWidth = 1; // as ours where points are this dense, and the fastest there is

/// Least and most of a curve, with some air.
std::pair<double, double> rangeOf(const std::vector<double> &values)
{
    const auto [low, high] = std::ranges::minmax_element(values);
    return {*low - 1, *high + 1};
}

template <class Chart>
void arrange(QWidget &window, const std::vector<Chart *> &charts, QSize size)
{
    auto *grid = new QGridLayout(&window);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    for (std::size_t i = 0; i < charts.size(); ++i)
        grid->addWidget(charts[i], static_cast<int>(i) / kColumns, static_cast<int>(i) % kColumns);
    window.resize(size);
}

/// As a careful programmer would set it up: antialiased, no animation, no legend, only the plot as large as ours.
class QtChartsPeer final : public GraphPeer
{
public:
    QtChartsPeer(std::size_t count, QSize size, QSize area)
    {
        std::vector<QChartView *> views;
        for (std::size_t i = 0; i < count; ++i) {
            auto *chart = new QChart;
            auto *series = new QLineSeries;
            auto *time = new QDateTimeAxis;
            auto *value = new QValueAxis;
            chart->legend()->hide();
            chart->setMargins({});
            chart->addSeries(series);
            chart->addAxis(time, Qt::AlignBottom);
            chart->addAxis(value, Qt::AlignLeft);
            series->attachAxis(time);
            series->attachAxis(value);
            series->setPen(QPen(Qt::blue, kLineWidth));
            time->setFormat(QStringLiteral("HH:mm"));
            chart->setPlotArea(QRectF(QPointF(64, 26), area));
            auto *view = new QChartView(chart);
            view->setRenderHint(QPainter::Antialiasing);
            m_series.push_back(series);
            m_lines.push_back(view->scene()->addLine({}, QPen(Qt::gray)));
            views.push_back(view);
            m_painted.push_back(view->viewport());
        }
        arrange(m_window, views, size);
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("Qt Charts " QT_VERSION_STR); }
    [[nodiscard]] QWidget *window() override { return &m_window; }
    [[nodiscard]] const std::vector<QWidget *> &charts() const override { return m_painted; }

    void show(const std::vector<Curve> &curves) override
    {
        for (std::size_t i = 0; i < m_series.size(); ++i) {
            const Curve &curve = curves[i];
            QList<QPointF> points;
            points.reserve(static_cast<qsizetype>(curve.at.size()));
            for (std::size_t k = 0; k < curve.at.size(); ++k)
                points.append({curve.at[k], curve.value[k]});
            m_series[i]->replace(points);
            const auto [low, high] = rangeOf(curve.value);
            const QList<QAbstractAxis *> axes = m_series[i]->attachedAxes();
            axes[0]->setRange(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(curve.at.front())),
                              QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(curve.at.back())));
            axes[1]->setRange(low, high);
        }
    }

    void point(double at, std::size_t count) override
    {
        for (std::size_t i = 0; i < count; ++i) {
            const QRectF plot = m_series[i]->chart()->plotArea();
            const qreal x = m_series[i]->chart()->mapToPosition({at, 0}, m_series[i]).x();
            m_lines[i]->setLine(x, plot.top(), x, plot.bottom());
        }
    }

private:
    QWidget m_window;
    std::vector<QLineSeries *> m_series;
    std::vector<QGraphicsLineItem *> m_lines;
    std::vector<QWidget *> m_painted;
};

#ifdef PIUPTIME_HAS_QCUSTOMPLOT
class QCustomPlotPeer final : public GraphPeer
{
public:
    QCustomPlotPeer(std::size_t count, QSize size, QSize area)
    {
        std::vector<QCustomPlot *> plots;
        for (std::size_t i = 0; i < count; ++i) {
            auto *plot = new QCustomPlot;
            plot->addGraph()->setPen(QPen(Qt::blue, kLineWidth));
            plot->xAxis->setTicker(QSharedPointer<QCPAxisTickerDateTime>::create());
            QCPAxisRect *rect = plot->axisRect();
            rect->setAutoMargins(QCP::msNone);
            rect->setMinimumSize(area);
            rect->setMaximumSize(area);
            // The crosshair is on a layer of its own, which keeps the plot as a pixmap.
            plot->addLayer(QStringLiteral("crosshair"));
            plot->layer(QStringLiteral("crosshair"))->setMode(QCPLayer::lmBuffered);
            auto *line = new QCPItemStraightLine(plot);
            line->setLayer(QStringLiteral("crosshair"));
            m_lines.push_back(line);
            plots.push_back(plot);
            m_painted.push_back(plot);
        }
        m_plots = plots;
        arrange(m_window, plots, size);
    }

    [[nodiscard]] QString name() const override { return QStringLiteral("QCustomPlot " QCUSTOMPLOT_VERSION_STR); }
    [[nodiscard]] QWidget *window() override { return &m_window; }
    [[nodiscard]] const std::vector<QWidget *> &charts() const override { return m_painted; }

    void show(const std::vector<Curve> &curves) override
    {
        for (std::size_t i = 0; i < m_plots.size(); ++i) {
            const Curve &curve = curves[i];
            QVector<double> seconds(static_cast<qsizetype>(curve.at.size()));
            std::ranges::transform(curve.at, seconds.begin(), [](double ms) { return ms / 1000; });
            m_plots[i]->graph(0)->setData(seconds, {curve.value.begin(), curve.value.end()}, true);
            const auto [low, high] = rangeOf(curve.value);
            m_plots[i]->xAxis->setRange(seconds.front(), seconds.back());
            m_plots[i]->yAxis->setRange(low, high);
            m_plots[i]->replot(QCustomPlot::rpQueuedRefresh);
        }
    }

    void point(double at, std::size_t count) override
    {
        for (std::size_t i = 0; i < count; ++i) {
            m_lines[i]->point1->setCoords(at / 1000, 0);
            m_lines[i]->point2->setCoords(at / 1000, 1);
            m_lines[i]->layer()->replot();
        }
    }

private:
    QWidget m_window;
    std::vector<QCustomPlot *> m_plots;
    std::vector<QCPItemStraightLine *> m_lines;
    std::vector<QWidget *> m_painted;
};
#endif

} // namespace

std::unique_ptr<GraphPeer> makeQtCharts(std::size_t charts, QSize size, QSize area)
{
    return std::make_unique<QtChartsPeer>(charts, size, area);
}

std::unique_ptr<GraphPeer> makeQCustomPlot([[maybe_unused]] std::size_t charts, [[maybe_unused]] QSize size,
                                           [[maybe_unused]] QSize area)
{
#ifdef PIUPTIME_HAS_QCUSTOMPLOT
    return std::make_unique<QCustomPlotPeer>(charts, size, area);
#else
    return nullptr;
#endif
}

} // namespace piuptime::bench
