// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/TrafficView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/widgets/Notice.h"
#include "app/desktop/widgets/RowTable.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/brokers/BrokerTexts.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr std::chrono::seconds kTick{1};
constexpr Seconds kSurvey{30};

/// Sets what machines wrote in the font of machines, and marks what was refused.
class TrafficDelegate final : public RowDelegate
{
public:
    TrafficDelegate(const Theme &theme, QObject *parent)
        : RowDelegate(theme, parent)
        , m_mono(theme.font(TextStyle::Mono))
    {
        m_mono.setPointSizeF(theme.font(TextStyle::Caption).pointSizeF());
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        RowDelegate::initStyleOption(option, index);
        const int column = index.column();
        if (column == TrafficModel::TopicColumn || column == TrafficModel::SampleColumn)
            option->font = m_mono;
        const auto *model = static_cast<const TrafficModel *>(index.model());
        const TopicTraffic &topic = model->topic(index.row());
        QColor Colours::*ink = &Colours::text;
        if (column == TrafficModel::ProblemColumn)
            ink = &Colours::attention;
        else if (column == TrafficModel::FormatColumn && topic.format.empty())
            ink = &Colours::textMuted;
        else if (column > TrafficModel::TopicColumn)
            ink = &Colours::textSecondary;
        setInk(*option, ink);
        if (column == TrafficModel::ProblemColumn && !topic.problem.empty()) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon = theme().icon(Icon::Attention, &Colours::attention);
            option->decorationSize = {16, 16};
        }
    }

private:
    QFont m_mono;
};

} // namespace

TrafficView::TrafficView(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_clock(clock)
    , m_model(engine, clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    column->addWidget(makeTools());
    column->addWidget(makeContent(), 1);
    column->addWidget(makeFoot());
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &TrafficView::tick);
    connect(&m_model, &TrafficModel::refreshed, this, &TrafficView::refresh);
    refresh();
}

QWidget *TrafficView::makeTools()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    m_filter = new QLineEdit(bar);
    m_filter->setPlaceholderText(tr("Filter by topic, kind or payload"));
    m_filter->setAccessibleName(tr("Filter topics"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(m_theme.icon(Icon::Search, &Colours::textMuted), QLineEdit::LeadingPosition);
    connect(m_filter, &QLineEdit::textChanged, &m_model, &TrafficModel::setFilter);
    m_survey = makeButton({}, ButtonRole::Normal, bar);
    m_survey->setToolTip(tr("Otherwise only topics are listened to that this console can read"));
    connect(m_survey, &QPushButton::clicked, this, &TrafficView::survey);
    row->addWidget(m_filter, 1);
    row->addWidget(m_survey);
    return bar;
}

QTableView *TrafficView::makeTable()
{
    QTableView *table = makeRowTable(m_model, m_theme, tr("Topics"), this);
    table->setItemDelegate(new TrafficDelegate(m_theme, this));
    QHeaderView *header = table->horizontalHeader();
    header->setSortIndicator(TrafficModel::MessagesColumn, Qt::DescendingOrder);
    table->setSortingEnabled(true);
    table->setColumnWidth(TrafficModel::TopicColumn, 236);
    table->setColumnWidth(TrafficModel::FormatColumn, 132);
    table->setColumnWidth(TrafficModel::MessagesColumn, 124);
    table->setColumnWidth(TrafficModel::RateColumn, 84);
    table->setColumnWidth(TrafficModel::BytesColumn, 92);
    table->setColumnWidth(TrafficModel::AgeColumn, 112);
    table->setColumnWidth(TrafficModel::ProblemColumn, 220);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, table] {
        refreshChosen();
        // What is told of it below takes room from the table.
        QMetaObject::invokeMethod(
            table, [table] { table->scrollTo(table->currentIndex().siblingAtColumn(TrafficModel::TopicColumn)); },
            Qt::QueuedConnection);
    });
    connect(table, &QTableView::activated, this, &TrafficView::useChosen);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QTableView::customContextMenuRequested, this, [this, table](const QPoint &at) {
        if (!canUseChosen())
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(m_theme.icon(Icon::Tag), tr("Use this topic…"), this, &TrafficView::useChosen);
        menu->popup(table->viewport()->mapToGlobal(at));
    });
    return table;
}

QWidget *TrafficView::makeContent()
{
    m_content = new QStackedWidget(this);
    m_table = makeTable();
    m_loading = new EmptyState(m_theme, Icon::Wait, tr("Looking at what it carries"), {});
    m_off = new EmptyState(m_theme, Icon::Offline, tr("Nothing is heard from this broker"),
                           tr("What it carries is shown once it is connected."));
    m_nothing = new EmptyState(m_theme, Icon::Network, tr("Nothing has come over this broker yet"),
                               tr("Agents and known publishers appear with their first message."));
    connect(m_nothing->addButton(tr("Listen to everything for 30 seconds")), &QPushButton::clicked, this,
            &TrafficView::survey);
    m_noMatch = new EmptyState(m_theme, Icon::Search, tr("No topic matches"), {});
    connect(m_noMatch->addButton(tr("Clear the filter")), &QPushButton::clicked, m_filter, &QLineEdit::clear);
    m_failed = new EmptyState(m_theme, Icon::Attention, tr("What it carries cannot be told"), {});
    connect(m_failed->addButton(tr("Try again")), &QPushButton::clicked, &m_model, &TrafficModel::refresh);
    for (QWidget *page : std::initializer_list<QWidget *>{m_table, m_loading, m_off, m_nothing, m_noMatch, m_failed})
        m_content->addWidget(page);
    return m_content;
}

QWidget *TrafficView::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    m_chosen = new QWidget(foot);
    auto *chosenRow = new QHBoxLayout(m_chosen);
    chosenRow->setContentsMargins(space::kS, 0, space::kS, 0);
    chosenRow->setSpacing(space::kM);
    auto *chosen = new QVBoxLayout;
    chosen->setSpacing(2);
    chosenRow->addLayout(chosen, 1);
    m_use = makeButton(tr("Use this topic…"), ButtonRole::Normal, m_chosen);
    m_use->setToolTip(tr("Say what its value is, and it is shown and stored like any other"));
    connect(m_use, &QPushButton::clicked, this, &TrafficView::useChosen);
    chosenRow->addWidget(m_use, 0, Qt::AlignTop);
    m_topic = new PlainLabel(m_theme, TextStyle::Strong, &Colours::text, m_chosen);
    m_sample = new PlainLabel(m_theme, TextStyle::Mono, &Colours::textSecondary, m_chosen);
    m_problem = new PlainLabel(m_theme, TextStyle::Body, &Colours::attention, m_chosen);
    for (PlainLabel *label : {m_topic, m_sample, m_problem}) {
        label->setWrapping();
        label->setCopyable();
        chosen->addWidget(label);
    }
    m_topic->setAccessibleName(tr("Topic"));
    m_sample->setAccessibleName(tr("Latest payload"));
    m_problem->setAccessibleName(tr("Problem"));
    m_totals = new PlainLabel(m_theme, TextStyle::Caption, &Colours::textSecondary, foot);
    m_totals->setObjectName(QStringLiteral("trafficTotals"));
    m_totals->setEliding();
    m_totals->setContentsMargins(space::kS, 0, space::kS, 0);
    column->addWidget(m_chosen);
    column->addWidget(m_totals);
    return foot;
}

void TrafficView::setBroker(const std::string &broker, bool listening)
{
    const bool same = broker == m_model.broker();
    if (same && listening == m_listening)
        return;
    m_listening = listening;
    if (!same) {
        m_surveyEnd = {};
        m_filter->clear();
        m_model.setBroker(broker);
    }
    if (isVisible())
        tick();
    refresh();
}

void TrafficView::tick()
{
    refreshSurvey();
    if (m_listening)
        m_model.refresh();
}

void TrafficView::survey()
{
    m_surveyEnd = m_clock.monotonicNow() + kSurvey;
    m_engine.survey(m_model.broker(), kSurvey);
    refreshSurvey();
}

void TrafficView::refreshSurvey()
{
    const auto left = std::chrono::ceil<Seconds>(m_surveyEnd - m_clock.monotonicNow());
    const bool isRunning = left > Seconds{0};
    m_survey->setEnabled(m_listening && !isRunning);
    m_survey->setText(isRunning ? tr("Listening to everything, %1 left").arg(Formatting::shortAge(left))
                                : tr("Listen to everything for 30 seconds"));
}

QWidget *TrafficView::content() const
{
    if (m_model.rowCount() > 0)
        return m_table;
    if (!m_listening)
        return m_off;
    if (m_model.status() == TrafficModel::Status::Failed)
        return m_failed;
    if (m_model.status() == TrafficModel::Status::Loading)
        return m_loading;
    return m_model.topicCount() > 0 ? m_noMatch : m_nothing;
}

void TrafficView::refresh()
{
    if (m_model.error())
        m_failed->setText(Texts::error(*m_model.error()));
    m_content->setCurrentWidget(content());
    m_table->setColumnHidden(TrafficModel::ProblemColumn, !m_model.hasProblems());
    m_filter->setEnabled(m_model.topicCount() > 0);
    refreshSurvey();
    refreshTotals();
    refreshChosen();
}

void TrafficView::refreshTotals()
{
    const BrokerTraffic &totals = m_model.totals();
    const auto count = [](std::uint64_t number) { return static_cast<int>(std::min<std::uint64_t>(number, INT_MAX)); };
    QStringList parts;
    if (m_model.topicCount() > 0) {
        parts << tr("%Ln topic(s)", nullptr, count(m_model.topicCount()))
              << tr("%Ln message(s)", nullptr, count(totals.messages))
              << Formatting::bytes(static_cast<double>(totals.bytes));
        if (totals.refused > 0)
            parts << tr("%Ln refused", nullptr, count(totals.refused));
        if (totals.left > 0)
            parts << tr("%Ln message(s) of further topics are not shown", nullptr, count(totals.left));
    }
    if (m_model.error() && m_model.rowCount() > 0)
        parts.prepend(tr("Shown is what was told before: %1").arg(Texts::error(*m_model.error())));
    m_totals->setText(parts.join(QStringLiteral("  ·  ")));
    m_totals->setToolTip(m_totals->text());
}

void TrafficView::refreshChosen()
{
    const int row = m_table->currentIndex().row();
    const bool isChosen = row >= 0 && m_content->currentWidget() == m_table;
    m_chosen->setVisible(isChosen);
    if (!isChosen)
        return;
    const TopicTraffic &topic = m_model.topic(row);
    const QString name = shown(topic.topic);
    const QString sample = shown(topic.sample);
    m_topic->setText(topic.retained ? tr("%1 (kept by the broker)").arg(name) : name);
    m_sample->setText(sample.isEmpty() ? tr("an empty payload") : sample);
    m_problem->setText(shown(topic.problem, 400));
    m_problem->setVisible(!topic.problem.empty());
    m_use->setVisible(canUseChosen());
}

/// What a format knows is read by that format.
bool TrafficView::canUseChosen() const
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return false;
    const std::string &format = m_model.topic(row).format;
    return format.empty() || format == "bound";
}

void TrafficView::useChosen()
{
    if (canUseChosen())
        emit useRequested(m_model.topic(m_table->currentIndex().row()).topic);
}

void TrafficView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    tick();
}

void TrafficView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

/// Escape empties the filter before it leaves the page.
void TrafficView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_filter->text().isEmpty())
        return m_filter->clear();
    if (event->key() == Qt::Key_Down && m_filter->hasFocus() && m_content->currentWidget() == m_table)
        return m_table->setFocus();
    QWidget::keyPressEvent(event);
}

} // namespace piuptime::desktop
