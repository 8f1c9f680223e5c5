// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/FleetPage.h"

#include "app/desktop/fleet/ColumnsDialog.h"
#include "app/desktop/fleet/FleetTable.h"
#include "app/desktop/fleet/FleetTiles.h"
#include "app/desktop/fleet/SummaryStrip.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>

#include <set>

namespace piuptime::desktop {

using namespace presentation;

namespace {

using namespace std::chrono_literals;

/// Room for this machine alone, above the first steps.
constexpr int kLonelyHeight = 180;

const QString kNoSite = QStringLiteral("\n"); // no site can be called that: names are printable

QComboBox *makeChoice(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(11);
    box->setMaxVisibleItems(16);
    return box;
}

/// Fills a filter box anew and keeps what was chosen.
void refill(QComboBox *box, const QString &everything, const QStringList &entries)
{
    const QVariant chosen = box->currentData();
    const QSignalBlocker blocker(box);
    box->clear();
    box->addItem(everything);
    for (const QString &entry : entries)
        box->addItem(entry, entry);
    box->setCurrentIndex(std::max(box->findData(chosen), 0));
    box->setEnabled(box->count() > 1);
}

} // namespace

FleetPage::FleetPage(FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_theme(theme)
    , m_clock(clock)
    , m_content(new QStackedWidget)
    , m_table(new FleetTable(model, theme, clock))
    , m_tiles(new FleetTiles(model, theme, clock))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    column->setSpacing(space::kM);
    column->addWidget(makeHead());
    column->addWidget(makeTools());

    auto *noMatch = new EmptyState(theme, Icon::Search, tr("No Pi matches"),
                                   tr("No device passes the search and the filters above."));
    connect(noMatch->addButton(tr("Clear filters")), &QPushButton::clicked, this, &FleetPage::clearFilters);
    m_noMatch = noMatch;
    auto *firstSteps = new EmptyState(theme, Icon::Board, tr("Add your first Pi"),
                                      tr("So far you see only this computer. Any Raspberry Pi that you can reach over "
                                         "SSH can join it; nothing has to be installed on the Pi."));
    connect(firstSteps->addButton(tr("Add a Pi…"), ButtonRole::Primary), &QPushButton::clicked, this,
            &FleetPage::addWanted);
    connect(firstSteps->addButton(tr("Import ~/.ssh/config…")), &QPushButton::clicked, this, &FleetPage::importWanted);
    m_firstSteps = firstSteps;

    for (QWidget *page : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_tiles), m_noMatch})
        m_content->addWidget(page);
    column->addWidget(m_content, 1);
    column->addWidget(m_firstSteps, 4);
    connectView(m_table);
    connectView(m_tiles);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FleetPage::selectionChanged);
    connect(m_tiles, &FleetTiles::selectedChanged, this, &FleetPage::selectionChanged);
    connect(m_table, &FleetTable::columnsDialogWanted, this, &FleetPage::chooseColumns);

    connect(&model, &FleetModel::summaryChanged, this, [this] {
        m_strip->setSummary(m_model.summary());
        showRightContent();
    });
    connect(&model, &FleetModel::vocabularyChanged, this, &FleetPage::refreshVocabulary);
    connect(&model, &FleetModel::arranged, this, &FleetPage::showRightContent);
    // Ages grow without any news.
    m_ageTimer.setInterval(1s);
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        refreshStatus();
        currentView()->viewport()->update();
    });
    m_ageTimer.start();
    m_strip->setSummary(model.summary());
    refreshVocabulary();
    showRightContent();
    refreshStatus();
}

QWidget *FleetPage::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kM);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addWidget(new Label(m_theme, TextStyle::Heading, &Colours::text, tr("Fleet")));
    m_status = new Label(m_theme, TextStyle::Caption, &Colours::textMuted);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    titles->addWidget(m_status);
    row->addLayout(titles, 1);
    m_strip = new SummaryStrip(m_theme);
    connect(m_strip, &SummaryStrip::levelChosen, this, &FleetPage::setLevel);
    row->addWidget(m_strip);
    QPushButton *add = makeButton(tr("Add a Pi"), ButtonRole::Primary);
    add->setIcon(m_theme.icon(Icon::Add, &Colours::accentText));
    connect(add, &QPushButton::clicked, this, &FleetPage::addWanted);
    row->addWidget(add);
    return head;
}

QWidget *FleetPage::makeTools()
{
    auto *tools = new QWidget;
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search name, address, site, tag, model"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    m_search->addAction(m_theme.icon(Icon::Search, &Colours::textMuted), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &FleetPage::applyFilter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { currentView()->setFocus(); });
    row->addWidget(m_search, 1);
    m_site = makeChoice(tr("Filter by site"), this);
    m_tag = makeChoice(tr("Filter by tag"), this);
    connect(m_site, &QComboBox::currentIndexChanged, this, &FleetPage::applyFilter);
    connect(m_tag, &QComboBox::currentIndexChanged, this, &FleetPage::applyFilter);
    row->addWidget(m_site);
    row->addWidget(m_tag);
    m_grouping = makeChoice(tr("Group"), this);
    for (const QString &title : {tr("No groups"), tr("By site"), tr("By model"), tr("By state")})
        m_grouping->addItem(title);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this](int index) {
        const std::vector<DeviceId> chosen = selection();
        m_model.setGrouping(static_cast<Grouping>(index));
        if (!chosen.empty())
            selectDevice(chosen.front());
        emit viewChanged();
    });
    row->addWidget(m_grouping);
    const auto makeViewButton = [&](Icon icon, const QString &name, View view) {
        auto *button = new QToolButton;
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setIcon(m_theme.icon(icon));
        button->setAccessibleName(name);
        button->setToolTip(name);
        connect(button, &QToolButton::clicked, this, [this, view] { setView(view); });
        row->addWidget(button);
        return button;
    };
    m_tableButton = makeViewButton(Icon::Table, tr("Table (Ctrl+1)"), View::Table);
    m_tilesButton = makeViewButton(Icon::Tiles, tr("Tiles (Ctrl+2)"), View::Tiles);
    m_tableButton->setChecked(true);
    return tools;
}

void FleetPage::connectView(QAbstractItemView *view)
{
    connect(view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const FleetRow *row = m_model.deviceAt(index.row()))
            emit deviceOpened(DeviceId(row->state->config.id));
    });
    connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint &position) {
        if (m_model.deviceAt(view->indexAt(position).row()))
            emit contextMenuWanted(view->viewport()->mapToGlobal(position));
    });
}

QAbstractItemView *FleetPage::currentView() const
{
    if (m_view == View::Tiles)
        return m_tiles;
    return m_table;
}

void FleetPage::setView(View view)
{
    const std::vector<DeviceId> chosen = selection();
    m_view = view;
    m_tableButton->setChecked(view == View::Table);
    m_tilesButton->setChecked(view == View::Tiles);
    m_tiles->follow(view == View::Tiles);
    showRightContent();
    if (!chosen.empty())
        selectDevice(chosen.front());
    emit viewChanged();
}

void FleetPage::setGrouping(Grouping grouping)
{
    m_grouping->setCurrentIndex(static_cast<int>(grouping));
}

void FleetPage::setLevel(std::optional<HealthLevel> level)
{
    m_level = level;
    m_strip->setLevel(level);
    applyFilter();
}

void FleetPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FleetPage::focusView()
{
    currentView()->setFocus();
}

void FleetPage::clearFilters()
{
    m_search->clear();
    m_site->setCurrentIndex(0);
    m_tag->setCurrentIndex(0);
    setLevel(std::nullopt);
    currentView()->setFocus();
}

void FleetPage::selectDevice(const DeviceId &id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    QAbstractItemView *view = currentView();
    // Not the view's own setCurrentIndex: with Control or Shift held it would add to the selection.
    QItemSelectionModel::SelectionFlags how = QItemSelectionModel::ClearAndSelect;
    if (view->selectionBehavior() == QAbstractItemView::SelectRows)
        how |= QItemSelectionModel::Rows;
    const QModelIndex index = m_model.index(row, static_cast<int>(FleetColumn::State));
    view->selectionModel()->setCurrentIndex(index, how);
    view->scrollTo(index);
}

std::vector<DeviceId> FleetPage::selection() const
{
    const QItemSelectionModel *selected = currentView()->selectionModel();
    std::set<int> rows; // a table selects whole rows, tiles one cell of each
    for (const QItemSelectionRange &range : selected->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    }
    std::vector<DeviceId> ids;
    const auto add = [&](int row) {
        if (const FleetRow *device = m_model.deviceAt(row))
            ids.push_back(device->state->config.id);
    };
    const int current = selected->currentIndex().row();
    if (rows.erase(current) > 0)
        add(current);
    for (const int row : rows)
        add(row);
    return ids;
}

void FleetPage::setFleetKnown(bool isKnown)
{
    m_isKnown = isKnown;
    showRightContent();
}

void FleetPage::setHistoryState(const history::StoreState &state)
{
    m_historyState = state;
    refreshStatus();
}

void FleetPage::noteUpdate()
{
    m_updatedAt = m_clock.utcNow();
}

void FleetPage::chooseColumns()
{
    auto *dialog = new ColumnsDialog(*m_table, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void FleetPage::save(QSettings &settings) const
{
    m_table->saveColumns(settings);
    settings.setValue(QStringLiteral("fleet/view"),
                      view() == View::Tiles ? QStringLiteral("tiles") : QStringLiteral("table"));
    settings.setValue(QStringLiteral("fleet/grouping"), static_cast<int>(m_model.grouping()));
    const std::vector<DeviceId> chosen = selection();
    settings.setValue(QStringLiteral("fleet/selected"),
                      chosen.empty() ? QString() : QString::fromStdString(chosen.front()));
}

void FleetPage::load(const QSettings &settings)
{
    m_table->loadColumns(settings);
    setView(settings.value(QStringLiteral("fleet/view")).toString() == u"tiles" ? View::Tiles : View::Table);
    const int grouping = settings.value(QStringLiteral("fleet/grouping"), 0).toInt();
    if (grouping >= 0 && grouping < m_grouping->count())
        m_grouping->setCurrentIndex(grouping);
    selectDevice(settings.value(QStringLiteral("fleet/selected")).toString().toStdString());
    focusView();
}

void FleetPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_model.filter().isEmpty())
        return clearFilters();
    if (event->key() == Qt::Key_Down && m_search->hasFocus())
        return currentView()->setFocus();
    QWidget::keyPressEvent(event);
}

void FleetPage::applyFilter()
{
    FleetFilter filter;
    filter.text = m_search->text();
    filter.level = m_level;
    if (const QVariant site = m_site->currentData(); site.isValid())
        filter.site = site.toString() == kNoSite ? QString() : site.toString();
    filter.tag = m_tag->currentData().toString();
    m_model.setFilter(std::move(filter));
}

void FleetPage::refreshVocabulary()
{
    refill(m_site, tr("All sites"), m_model.sites());
    if (m_site->count() > 1 && m_model.hasDevicesWithoutSite()) {
        const QSignalBlocker blocker(m_site);
        m_site->addItem(tr("No site"), kNoSite);
        if (m_model.filter().site && m_model.filter().site->isEmpty())
            m_site->setCurrentIndex(m_site->count() - 1);
    }
    refill(m_tag, tr("All tags"), m_model.tags());
    applyFilter(); // a site or tag that was filtered by may be gone
}

void FleetPage::refreshStatus()
{
    const FleetSummary &summary = m_model.summary();
    QStringList parts{tr("%n device(s)", nullptr, static_cast<int>(summary.total()))};
    if (summary.stale > 0)
        parts.append(tr("%n out of date", nullptr, static_cast<int>(summary.stale)));
    if (m_historyState.mode == history::StoreState::Mode::Buffering)
        parts.append(tr("history is waiting for the disk"));
    else if (m_historyState.bytesWrittenPerDay > 0)
        parts.append(tr("history %1, writes %2 a day")
                         .arg(Formatting::bytes(static_cast<double>(m_historyState.bytesOnDisk)),
                              Formatting::bytes(static_cast<double>(m_historyState.bytesWrittenPerDay))));
    else if (m_historyState.bytesOnDisk > 0)
        parts.append(tr("history %1").arg(Formatting::bytes(static_cast<double>(m_historyState.bytesOnDisk))));
    if (m_updatedAt != UtcTime{})
        parts.append(tr("updated %1").arg(Formatting::age(ageAt(m_clock.utcNow(), m_updatedAt))));
    m_status->setText(parts.join(QStringLiteral("  ·  ")));
}

void FleetPage::showRightContent()
{
    const bool noMatch = m_model.rowCount() == 0 && !m_model.filter().isEmpty();
    const bool isFirstStep = m_model.summary().total() <= 1 && !noMatch && m_isKnown;
    m_content->setCurrentWidget(noMatch ? m_noMatch : currentView());
    m_firstSteps->setVisible(isFirstStep);
    m_content->setMaximumHeight(isFirstStep ? kLonelyHeight : QWIDGETSIZE_MAX);
    refreshStatus();
}

} // namespace piuptime::desktop
