// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/ChartStack.h"

#include "app/desktop/device/TimeAxis.h"
#include "app/desktop/device/TimeChart.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace piuptime::desktop {

using presentation::DeviceHistory;
using presentation::Formatting;
using presentation::RangeChoice;

namespace {

constexpr double kZoomStep = 2;
// Resolution moves in steps, so that dragging the window's edge does not ask the store at every pixel.
constexpr int kResolutionStep = 100;

QString textOf(RangeChoice choice)
{
    switch (choice) {
    case RangeChoice::Minutes15:
        return ChartStack::tr("15 min");
    case RangeChoice::Hour1:
        return ChartStack::tr("1 h");
    case RangeChoice::Hours6:
        return ChartStack::tr("6 h");
    case RangeChoice::Hours24:
        return ChartStack::tr("24 h");
    case RangeChoice::Days7:
        return ChartStack::tr("7 d");
    case RangeChoice::Days30:
        return ChartStack::tr("30 d");
    case RangeChoice::All:
        return ChartStack::tr("All");
    case RangeChoice::Custom:
        break;
    }
    return {};
}

QPushButton *quietButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("role", QStringLiteral("quiet"));
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

ChartStack::ChartStack(DeviceHistory &history, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolbar());
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeMessage());
    m_stack->addWidget(makeChartArea());
    layout->addWidget(m_stack, 1);

    connect(&m_history, &DeviceHistory::chartsChanged, this, &ChartStack::rebuildCharts);
    connect(&m_history, &DeviceHistory::pointsChanged, this, &ChartStack::refreshCharts);
    connect(&m_history, &DeviceHistory::windowChanged, this, &ChartStack::showWindow);
    connect(&m_history, &DeviceHistory::statusChanged, this, &ChartStack::showStatus);
    rebuildCharts();
    showWindow();
}

QWidget *ChartStack::makeToolbar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    layout->setSpacing(space::kXs);
    m_ranges = new QButtonGroup(this);
    for (const RangeChoice choice : presentation::kRangeChoices) {
        auto *button = quietButton(textOf(choice), tr("Show %1, following the present").arg(textOf(choice)), bar);
        button->setCheckable(true);
        m_ranges->addButton(button, static_cast<int>(choice));
        layout->addWidget(button);
    }
    connect(m_ranges, &QButtonGroup::idClicked, this,
            [this](int choice) { m_history.chooseRange(static_cast<RangeChoice>(choice)); });
    layout->addSpacing(space::kS);
    auto *out = quietButton(QStringLiteral("−"), tr("Zoom out"), bar);
    auto *in = quietButton(QStringLiteral("+"), tr("Zoom in"), bar);
    connect(out, &QPushButton::clicked, this, [this] { zoom(kZoomStep); });
    connect(in, &QPushButton::clicked, this, [this] { zoom(1 / kZoomStep); });
    layout->addWidget(out);
    layout->addWidget(in);
    layout->addStretch();
    m_rangeText = new QLabel(bar);
    m_rangeText->setTextFormat(Qt::PlainText);
    m_rangeText->setObjectName(QStringLiteral("rangeText"));
    layout->addWidget(m_rangeText);
    return bar;
}

QWidget *ChartStack::makeMessage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_messageTitle = new QLabel(page);
    m_messageText = new QLabel(page);
    m_messageTitle->setFont(m_theme.font(TextStyle::Title));
    m_messageTitle->setObjectName(QStringLiteral("chartMessage"));
    m_retry = new QPushButton(tr("Try again"), page);
    connect(m_retry, &QPushButton::clicked, &m_history, &DeviceHistory::retry);
    layout->addStretch();
    for (QLabel *label : {m_messageTitle, m_messageText}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addWidget(m_retry, 0, Qt::AlignCenter);
    layout->addStretch();
    return page;
}

QWidget *ChartStack::makeChartArea()
{
    auto *area = new QWidget(this);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_axis = new TimeAxis(m_history, m_theme, area);
    connect(m_axis, &TimeAxis::crosshairMoved, this, &ChartStack::setCrosshair);
    m_scroll = new QScrollArea(area);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Always there, so that charts and axis keep the same width.
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_scroll);
    m_chartLayout = new QVBoxLayout(content);
    m_chartLayout->setContentsMargins(0, 0, 0, space::kM);
    m_chartLayout->setSpacing(space::kS);
    m_chartLayout->addStretch();
    m_scroll->setWidget(content);
    // The card behind shows through.
    content->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *axisRow = new QHBoxLayout;
    axisRow->setSpacing(0);
    axisRow->addWidget(m_axis);
    axisRow->addSpacing(m_scroll->verticalScrollBar()->sizeHint().width());
    layout->addLayout(axisRow);
    layout->addWidget(m_scroll, 1);
    return area;
}

void ChartStack::rebuildCharts()
{
    for (TimeChart *chart : m_charts)
        chart->deleteLater();
    m_charts.clear();
    for (const presentation::ChartSpec &spec : m_history.charts()) {
        auto *chart = new TimeChart(m_history, spec, m_theme, m_scroll->widget());
        m_chartLayout->insertWidget(static_cast<int>(m_charts.size()), chart);
        connectChart(chart);
        m_charts.push_back(chart);
    }
    setCrosshair(std::nullopt);
    refreshCharts();
}

void ChartStack::connectChart(TimeChart *chart)
{
    connect(chart, &TimeChart::crosshairMoved, this, &ChartStack::setCrosshair);
    connect(chart, &TimeChart::rangeSelected, &m_history, &DeviceHistory::showRange);
    connect(chart, &TimeChart::zoomed, &m_history, &DeviceHistory::zoom);
    connect(chart, &TimeChart::panned, &m_history, &DeviceHistory::pan);
    connect(chart, &TimeChart::followRequested, &m_history, &DeviceHistory::follow);
    connect(chart, &TimeChart::selectionChanged, this, [this](const auto &selection) {
        for (TimeChart *each : m_charts)
            each->setSelection(selection);
    });
}

void ChartStack::setCrosshair(std::optional<UtcTime> at)
{
    m_crosshair = at;
    for (TimeChart *chart : m_charts)
        chart->setCrosshair(at);
    m_axis->setCrosshair(at);
}

void ChartStack::refreshCharts()
{
    for (TimeChart *chart : m_charts)
        chart->refresh();
    m_axis->refresh();
    showStatus();
}

void ChartStack::showWindow()
{
    const presentation::TimeWindow &window = m_history.window();
    QAbstractButton *chosen = m_ranges->button(static_cast<int>(window.choice()));
    m_ranges->setExclusive(chosen != nullptr);
    for (QAbstractButton *button : m_ranges->buttons())
        button->setChecked(button == chosen);
    const history::TimeRange range = window.range();
    m_rangeText->setText(
        window.follows()
            ? tr("Following the present")
            : tr("%1 to %2").arg(Formatting::localDateTime(range.from), Formatting::localDateTime(range.to)));
    refreshCharts();
}

void ChartStack::showStatus()
{
    const bool shows = !m_charts.empty() && m_history.hasPoints();
    m_retry->setVisible(m_history.status() == DeviceHistory::Status::Failed);
    switch (m_history.status()) {
    case DeviceHistory::Status::Loading:
        m_messageTitle->setText(tr("Loading the history"));
        m_messageText->clear();
        break;
    case DeviceHistory::Status::Failed:
        m_messageTitle->setText(tr("The history cannot be read"));
        m_messageText->setText(m_history.error() ? presentation::Texts::error(*m_history.error()) : QString());
        break;
    case DeviceHistory::Status::Ready:
        m_messageTitle->setText(m_charts.empty() ? tr("No history yet") : tr("Nothing was measured in this time"));
        m_messageText->setText(m_charts.empty() ? tr("Graphs appear here with the first reading of this Pi.")
                                                : tr("Choose a longer range to see older measurements."));
        break;
    }
    const bool failedWithNothingToShow = m_history.status() == DeviceHistory::Status::Failed && !shows;
    m_stack->setCurrentIndex(shows && !failedWithNothingToShow ? 1 : 0);
}

void ChartStack::zoom(double factor)
{
    const history::TimeRange range = m_history.window().range();
    m_history.zoom(factor, m_crosshair.value_or(range.from + (range.to - range.from) / 2));
}

void ChartStack::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateResolution();
}

void ChartStack::updateResolution()
{
    const int plot = static_cast<int>(chart::plotRect(size()).width());
    m_history.setResolution(static_cast<std::size_t>(std::max(plot / kResolutionStep, 1) * kResolutionStep));
}

} // namespace piuptime::desktop
