// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ranking/RankingPage.h"

#include "app/desktop/charts/RangeButtons.h"
#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/ranking/RankingChart.h"
#include "app/desktop/widgets/Notice.h"
#include "app/desktop/widgets/PageHead.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/ranking/RankingTexts.h"

#include <QComboBox>
#include <QLocale>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>
#include <ranges>

namespace piuptime::desktop {

using history::RankBy;
using presentation::RangeChoice;
using presentation::Ranking;
using presentation::RankingPlace;
using presentation::RankingTexts;
using presentation::Texts;

namespace {

constexpr int kFewBars = 10;
constexpr std::array kOrders{RankBy::Maximum, RankBy::Minimum, RankBy::Mean, RankBy::Last};
constexpr std::array kRanges{RangeChoice::Hour1, RangeChoice::Hours24, RangeChoice::Days7, RangeChoice::Days30,
                             RangeChoice::All};

const QString kMetricKey = QStringLiteral("ranking/metric");
const QString kOrderKey = QStringLiteral("ranking/order");
const QString kRangeKey = QStringLiteral("ranking/range");
const QString kMostKey = QStringLiteral("ranking/most");

QComboBox *makeChoice(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setMaxVisibleItems(20);
    return box;
}

} // namespace

RankingPage::RankingPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ranking(engine, clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(makeHead());
    column->addWidget(makeCard(), 1);
    setFocusProxy(m_chart);
    connect(&m_ranking, &Ranking::changed, this, &RankingPage::refresh);
    connect(m_chart, &RankingChart::opened, this, &RankingPage::deviceOpened);
    connect(m_chart, &RankingChart::contextMenuWanted, this, &RankingPage::contextMenuWanted);
    connect(m_chart, &RankingChart::currentChanged, this, &RankingPage::selectionChanged);
    connect(m_chart, &RankingChart::arranged, this, &RankingPage::refreshTitle);
    refresh();
}

QWidget *RankingPage::makeHead()
{
    auto *head = new PageHead(m_theme, tr("Ranking"), this);
    connect(head, &PageHead::backRequested, this, &RankingPage::backRequested);
    m_compare = makeButton(tr("Compare graphs"), ButtonRole::Normal, head);
    m_compare->setIcon(m_theme.icon(Icon::Gauge));
    m_compare->setToolTip(tr("Shows the Pis of this ranking on one time axis"));
    connect(m_compare, &QPushButton::clicked, this, &RankingPage::compareShown);
    head->add(m_compare);
    return head;
}

QWidget *RankingPage::makeCard()
{
    auto *card = new Card(m_theme, this);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    column->setSpacing(space::kM);
    column->addWidget(makeChoices());
    column->addWidget(makeTitle());
    column->addWidget(makeContent(), 1);
    return card;
}

QWidget *RankingPage::makeChoices()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    m_metric = makeChoice(tr("Figure"), bar);
    m_metric->setMinimumContentsLength(24);
    connect(m_metric, &QComboBox::activated, this, [this](int index) {
        m_question.metric = static_cast<Metric>(m_metric->itemData(index).toInt());
        ask();
    });
    m_order = makeChoice(tr("Ranked by"), bar);
    for (const RankBy by : kOrders)
        m_order->addItem(RankingTexts::order(by), static_cast<int>(by));
    connect(m_order, &QComboBox::activated, this, [this](int index) {
        m_question.by = static_cast<RankBy>(m_order->itemData(index).toInt());
        ask();
    });
    m_ranges = new RangeButtons(kRanges, bar);
    m_ranges->setChosen(m_question.range);
    connect(m_ranges, &RangeButtons::chosen, this, [this](RangeChoice choice) {
        m_question.range = choice;
        ask();
    });
    m_most = makeChoice(tr("How many"), bar);
    m_most->addItem(tr("First %1").arg(QLocale().toString(kFewBars)), kFewBars);
    m_most->addItem(tr("All that fit"), 0);
    connect(m_most, &QComboBox::activated, this, [this] { m_chart->setMost(m_most->currentData().toInt()); });
    row->addWidget(m_metric);
    row->addWidget(m_order);
    row->addWidget(m_most);
    row->addStretch();
    row->addWidget(m_ranges);
    return bar;
}

QWidget *RankingPage::makeTitle()
{
    auto *titles = new QWidget(this);
    auto *row = new QHBoxLayout(titles);
    row->setContentsMargins(space::kS, 0, space::kS, 0);
    row->setSpacing(space::kM);
    m_title = new Label(m_theme, TextStyle::Caption, &Colours::textSecondary, {}, titles);
    m_state = new Label(m_theme, TextStyle::Caption, &Colours::textMuted, {}, titles);
    m_state->setObjectName(QStringLiteral("rankingState"));
    // A long reason is cut rather than widening the page.
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_title);
    row->addWidget(m_state, 1);
    return titles;
}

QWidget *RankingPage::makeContent()
{
    m_content = new QStackedWidget(this);
    m_chart = new RankingChart(m_theme);
    m_chart->setMost(kFewBars);
    m_loading = new EmptyState(m_theme, Icon::Wait, tr("Loading the history"), {});
    m_nothing = new EmptyState(m_theme, Icon::Ranking, tr("Nothing was measured in this time"),
                               tr("Choose a longer range to see older measurements."));
    m_failed = new EmptyState(m_theme, Icon::Attention, tr("The history cannot be read"), {});
    connect(m_failed->addButton(tr("Try again")), &QPushButton::clicked, &m_ranking, &Ranking::refresh);
    for (QWidget *page : {static_cast<QWidget *>(m_chart), m_loading, m_nothing, static_cast<QWidget *>(m_failed)})
        m_content->addWidget(page);
    return m_content;
}

void RankingPage::ask()
{
    m_ranking.ask(m_question);
}

void RankingPage::refresh()
{
    fillMetrics();
    m_chart->setPlaces(m_ranking.places());
    refreshTitle();
    if (m_ranking.error())
        m_failed->setText(Texts::error(*m_ranking.error()));
    QWidget *page = m_chart;
    if (m_ranking.places().empty())
        page = m_ranking.status() == Ranking::Status::Loading  ? m_loading
               : m_ranking.status() == Ranking::Status::Failed ? m_failed
                                                               : m_nothing;
    m_content->setCurrentWidget(page);
    m_compare->setEnabled(!shownDevices().empty());
}

void RankingPage::refreshTitle()
{
    const presentation::RankingQuestion &shown = m_ranking.answered();
    const auto count = static_cast<int>(m_ranking.places().size());
    const QString about = tr("%1: %2", "SoC temperature: Highest, last 7 days")
                              .arg(Texts::metric(shown.metric), RankingTexts::question(shown));
    m_chart->setAccessibleName(tr("Ranking, %1", "SoC temperature: Highest, last 7 days").arg(about));
    QStringList parts{about};
    if (count > 0) {
        parts.append(tr("%1 of %2", "how many of how many places")
                         .arg(QLocale().toString(m_chart->shownCount()), QLocale().toString(count)));
        if (m_chart->scale().start != 0)
            parts.append(tr("bars begin at %1")
                             .arg(axisLabel(info(shown.metric).unit, m_chart->scale().axis, m_chart->scale().start)));
        parts.append(tr("thin line: from lowest to highest"));
    }
    m_title->setText(parts.join(QStringLiteral("  ·  ")));

    const bool failed = m_ranking.status() == Ranking::Status::Failed && count > 0;
    const bool loading = m_ranking.status() == Ranking::Status::Loading && count > 0;
    m_state->setColour(failed ? &Colours::critical : &Colours::textMuted);
    m_state->setText(failed    ? tr("Shown is what was loaded before. %1").arg(Texts::error(*m_ranking.error()))
                     : loading ? tr("Loading")
                               : QString());
}

void RankingPage::fillMetrics()
{
    const std::vector<Metric> metrics = m_ranking.metrics();
    const bool same = std::ranges::equal(metrics, std::views::iota(0, m_metric->count()), {}, {}, [this](int index) {
        return static_cast<Metric>(m_metric->itemData(index).toInt());
    });
    if (!same) {
        m_metric->clear();
        for (const Metric metric : metrics)
            m_metric->addItem(Texts::metric(metric), static_cast<int>(metric));
    }
    m_metric->setCurrentIndex(m_metric->findData(static_cast<int>(m_question.metric)));
}

std::vector<DeviceId> RankingPage::selection() const
{
    const int row = m_chart->currentRow();
    if (row < 0 || m_chart->place(row).removed)
        return {};
    return {m_chart->place(row).device};
}

std::vector<DeviceId> RankingPage::shownDevices() const
{
    std::vector<DeviceId> ids;
    for (int row = 0; row < m_chart->shownCount(); ++row) {
        const RankingPlace &place = m_chart->place(row);
        if (!place.removed && std::ranges::find(ids, place.device) == ids.end())
            ids.push_back(place.device);
    }
    return ids;
}

void RankingPage::compareShown()
{
    const std::vector<DeviceId> ids = shownDevices();
    if (!ids.empty())
        emit compareRequested(ids, m_chart->place(m_chart->currentRow()).series);
}

void RankingPage::save(QSettings &settings) const
{
    settings.setValue(kMetricKey, presentation::shown(info(m_question.metric).name));
    settings.setValue(kOrderKey, static_cast<int>(m_question.by));
    settings.setValue(kRangeKey, static_cast<int>(m_question.range));
    settings.setValue(kMostKey, m_most->currentData());
}

void RankingPage::load(const QSettings &settings)
{
    const auto metric = findMetric(settings.value(kMetricKey).toString().toStdString());
    if (metric && Ranking::canRank(*metric))
        m_question.metric = *metric;
    if (const int order = m_order->findData(settings.value(kOrderKey)); order >= 0) {
        m_order->setCurrentIndex(order);
        m_question.by = static_cast<RankBy>(m_order->itemData(order).toInt());
    }
    const auto range = static_cast<RangeChoice>(settings.value(kRangeKey, -1).toInt());
    if (std::ranges::find(kRanges, range) != kRanges.end()) {
        m_ranges->setChosen(range);
        m_question.range = range;
    }
    m_most->setCurrentIndex(std::max(m_most->findData(settings.value(kMostKey)), 0));
    m_chart->setMost(m_most->currentData().toInt());
    ask();
    refresh();
}

void RankingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ranking.setShown(true);
}

void RankingPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ranking.setShown(false);
}

} // namespace piuptime::desktop
