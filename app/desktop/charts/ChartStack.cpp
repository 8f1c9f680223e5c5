// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/ChartStack.h"

#include "app/desktop/charts/ChartExport.h"
#include "app/desktop/charts/ChartToolbar.h"
#include "app/desktop/charts/TimeAxis.h"
#include "app/desktop/charts/TimeChart.h"
#include "app/presentation/Texts.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace piuptime::desktop {

using presentation::Timeline;

namespace {

// Resolution moves in steps, so that dragging the window's edge does not ask the store at every pixel.
constexpr int kResolutionStep = 100;
constexpr std::chrono::milliseconds kQuiet{300};

} // namespace

ChartStack::ChartStack(Timeline &timeline, presentation::ChartOptions &options, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_options(options)
    , m_theme(theme)
    , m_export(new ChartExport(*this, timeline, options, this))
    , m_emptyTitle(tr("No history yet"))
    , m_emptyText(tr("Graphs appear here with the first reading of this Pi."))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *toolbar = new ChartToolbar(m_timeline, m_options, makeActions(), m_theme, this);
    connect(toolbar, &ChartToolbar::zoomWanted, this, &ChartStack::zoom);
    layout->addWidget(toolbar);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeMessage());
    m_stack->addWidget(makeChartArea());
    layout->addWidget(m_stack, 1);

    m_describe.setSingleShot(true);
    m_describe.setInterval(kQuiet);
    connect(&m_describe, &QTimer::timeout, this, [this] {
        for (TimeChart *chart : m_charts)
            chart->describe();
    });
    connect(m_export, &ChartExport::noticed, this, &ChartStack::noticed);
    connect(&m_timeline, &Timeline::chartsChanged, this, &ChartStack::rebuildCharts);
    connect(&m_timeline, &Timeline::pointsChanged, this, &ChartStack::refreshCharts);
    connect(&m_timeline, &Timeline::windowChanged, this, &ChartStack::refreshCharts);
    connect(&m_timeline, &Timeline::statusChanged, this, &ChartStack::showStatus);
    connect(&m_options, &presentation::ChartOptions::changed, this, [this] {
        if (std::ranges::any_of(m_timeline.charts(), &presentation::ChartSpec::overlay))
            rebuildCharts();
    });
    rebuildCharts();
}

void ChartStack::setEmptyText(const QString &title, const QString &text)
{
    m_emptyTitle = title;
    m_emptyText = text;
    showStatus();
}

void ChartStack::offerComparison()
{
    m_compare->setVisible(true);
}

/// Each works for the whole page while the focus is anywhere in it.
QList<QAction *> ChartStack::makeActions()
{
    const auto add = [this](const QString &text, const QKeySequence &keys, auto then) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, then);
        addAction(action);
        return action;
    };
    m_compare = add(tr("Co&mpare with other Pis…"), {}, [this] { emit compareWanted(); });
    m_compare->setVisible(false);
    add(tr("&Copy the picture"), QKeySequence::Copy, [this] { m_export->copyPicture(); });
    add(tr("&Save the picture…"), QKeySequence::Save,
        [this] { askForFile(tr("Save the picture"), QStringLiteral("png"), &ChartExport::savePicture); });
    add(tr("&Export the data…"), QKeySequence(tr("Ctrl+E")),
        [this] { askForFile(tr("Export the data"), QStringLiteral("csv"), &ChartExport::saveData); });
    setContextMenuPolicy(Qt::ActionsContextMenu);
    return actions();
}

void ChartStack::askForFile(const QString &caption, const QString &suffix, void (ChartExport::*save)(const QString &))
{
    auto *picker = new QFileDialog(this, caption);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    picker->setAcceptMode(QFileDialog::AcceptSave);
    picker->setDefaultSuffix(suffix);
    picker->setNameFilter(QStringLiteral("*.") + suffix);
    connect(picker, &QFileDialog::fileSelected, m_export, save);
    picker->open();
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
    connect(m_retry, &QPushButton::clicked, &m_timeline, &Timeline::retry);
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
    m_axis = new TimeAxis(m_timeline, m_options, m_theme, area);
    connect(m_axis, &TimeAxis::crosshairMoved, this, &ChartStack::setCrosshair);
    connect(m_axis, &TimeAxis::zoomed, &m_timeline, &Timeline::zoom);
    connect(m_axis, &TimeAxis::panned, &m_timeline, &Timeline::pan);
    connect(m_axis, &TimeAxis::followRequested, &m_timeline, &Timeline::follow);
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
    for (presentation::ChartSpec spec : m_timeline.charts()) {
        if (spec.overlay) {
            std::erase_if(spec.lanes, [this](const auto &lane) { return !m_options.shows(lane); });
            if (!spec.hasLanes())
                continue;
        }
        auto *chart = new TimeChart(m_timeline, spec, m_options, m_theme, m_scroll->widget());
        m_chartLayout->insertWidget(static_cast<int>(m_charts.size()), chart, spec.tall && !spec.hasLanes() ? 1 : 0);
        chart->show();
        connectChart(chart);
        m_charts.push_back(chart);
    }
    setCrosshair(std::nullopt);
    refreshCharts();
}

void ChartStack::connectChart(TimeChart *chart)
{
    connect(chart, &TimeChart::crosshairMoved, this, &ChartStack::setCrosshair);
    connect(chart, &TimeChart::rangeSelected, &m_timeline, &Timeline::showRange);
    connect(chart, &TimeChart::zoomed, &m_timeline, &Timeline::zoom);
    connect(chart, &TimeChart::panned, &m_timeline, &Timeline::pan);
    connect(chart, &TimeChart::followRequested, &m_timeline, &Timeline::follow);
    connect(chart, &TimeChart::oldestRequested, &m_timeline, &Timeline::showOldest);
    connect(chart, &TimeChart::scrolled, this, [this](int dy) {
        QScrollBar *bar = m_scroll->verticalScrollBar();
        bar->setValue(bar->value() - dy);
    });
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
    m_describe.start();
    showStatus();
}

std::optional<presentation::SeriesId> ChartStack::currentSeries() const
{
    const auto hasLines = [](const TimeChart *chart) { return !chart->spec().hasLanes(); };
    const auto first = std::ranges::find_if(m_charts, hasLines);
    const auto focused =
        std::ranges::find_if(m_charts, [&](const TimeChart *chart) { return chart->hasFocus() && hasLines(chart); });
    const auto chosen = focused != m_charts.end() ? focused : first;
    return chosen == m_charts.end() ? std::nullopt : std::optional((*chosen)->spec().lines.front().id());
}

void ChartStack::showStatus()
{
    // Whoever moved the window into a time without data must be able to move it back.
    const bool shows = !m_charts.empty() && (m_timeline.hasPoints() || !m_timeline.window().follows());
    m_retry->setVisible(m_timeline.status() == Timeline::Status::Failed);
    switch (m_timeline.status()) {
    case Timeline::Status::Loading:
        m_messageTitle->setText(tr("Loading the history"));
        m_messageText->clear();
        break;
    case Timeline::Status::Failed:
        m_messageTitle->setText(tr("The history cannot be read"));
        m_messageText->setText(m_timeline.error() ? presentation::Texts::error(*m_timeline.error()) : QString());
        break;
    case Timeline::Status::Ready:
        m_messageTitle->setText(m_charts.empty() ? m_emptyTitle : tr("Nothing was measured in this time"));
        m_messageText->setText(m_charts.empty() ? m_emptyText : tr("Choose a longer range to see older measurements."));
        break;
    }
    const bool failedWithNothingToShow = m_timeline.status() == Timeline::Status::Failed && !shows;
    m_stack->setCurrentIndex(shows && !failedWithNothingToShow ? 1 : 0);
}

void ChartStack::zoom(double factor)
{
    const history::TimeRange range = m_timeline.window().range();
    m_timeline.zoom(factor, m_crosshair.value_or(range.from + (range.to - range.from) / 2));
}

void ChartStack::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateResolution();
}

void ChartStack::updateResolution()
{
    const int plot = static_cast<int>(chart::plotRect(size()).width());
    m_timeline.setResolution(static_cast<std::size_t>(std::max(plot / kResolutionStep, 1) * kResolutionStep));
}

} // namespace piuptime::desktop
