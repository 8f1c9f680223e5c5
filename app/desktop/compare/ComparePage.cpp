// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compare/ComparePage.h"

#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/compare/ChoiceList.h"
#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/widgets/Labels.h"
#include "app/desktop/widgets/PageHead.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace piuptime::desktop {

using presentation::kMostLines;

namespace {

constexpr int kSideWidth = 280;

QString idOf(const SeriesKey &key)
{
    return presentation::shown(info(key.metric).name) + u'/' + QString::fromStdString(key.instance);
}

} // namespace

ComparePage::ComparePage(fleet::Engine &engine, presentation::ChartOptions &options, const Theme &theme,
                         const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_comparison(engine, clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kL);
    column->setSpacing(space::kM);
    auto *head = new PageHead(theme, tr("Compare"), this);
    connect(head, &PageHead::backRequested, this, &ComparePage::backRequested);
    m_cut = new Label(theme, TextStyle::Caption, &Colours::textSecondary, {}, head);
    m_cut->setToolTip(tr("More lines on one axis could not be told apart. Tick others on the left in their place."));
    m_cut->setObjectName(QStringLiteral("comparisonCut"));
    m_cut->hide();
    head->add(m_cut);
    column->addWidget(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kL);
    row->addWidget(makeChoices());
    auto *card = new Card(theme, this);
    m_charts = new ChartStack(m_comparison, options, theme, card);
    m_charts->setTitle(tr("Comparison"));
    m_charts->setEmptyText(tr("Nothing to compare yet"), tr("Tick some Pis and what to compare on the left."));
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_charts);
    row->addWidget(card, 1);
    column->addLayout(row, 1);
    connect(m_charts, &ChartStack::noticed, this, &ComparePage::noticed);
    connect(&m_comparison, &presentation::Comparison::availableChanged, this, &ComparePage::fillSeries);
}

QWidget *ComparePage::makeChoices()
{
    auto *card = new Card(m_theme, this);
    card->setFixedWidth(kSideWidth);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    column->setSpacing(space::kM);
    m_deviceList = new ChoiceList(m_theme, tr("Pis"), kMostLines, card);
    m_seriesList = new ChoiceList(m_theme, tr("Figures"), kMostLines, card);
    column->addWidget(m_deviceList, 1);
    column->addWidget(m_seriesList, 1);
    connect(m_deviceList, &ChoiceList::chosenChanged, this, &ComparePage::takeChoices);
    connect(m_seriesList, &ChoiceList::chosenChanged, this, &ComparePage::takeChoices);
    return card;
}

void ComparePage::compare(std::vector<DeviceId> devices)
{
    std::vector<SeriesKey> series = m_comparison.series();
    if (series.empty())
        series = {{Metric::SocTemperature, {}}};
    take(std::move(devices), std::move(series));
}

void ComparePage::compare(std::vector<DeviceId> devices, const SeriesKey &series)
{
    take(std::move(devices), {series});
}

void ComparePage::take(std::vector<DeviceId> devices, std::vector<SeriesKey> series)
{
    const auto wanted = static_cast<int>(devices.size());
    m_cut->setVisible(wanted > kMostLines);
    if (wanted > kMostLines) {
        m_cut->setText(
            tr("The first %1 of %n Pi(s) are compared", nullptr, wanted).arg(QLocale().toString(kMostLines)));
        devices.resize(kMostLines);
    }
    m_comparison.compare(std::move(devices), std::move(series));
    fillDevices();
    fillSeries();
    if (isVisible())
        m_engine.watch(m_comparison.devices());
}

void ComparePage::fillDevices()
{
    std::vector<ChoiceList::Choice> choices;
    for (const DeviceStatePtr &state : m_engine.states())
        choices.push_back({QString::fromStdString(state->config.id), presentation::shown(state->config.name, 128)});
    std::ranges::stable_sort(
        choices, [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.text, b.text) < 0; });
    QStringList chosen;
    for (const DeviceId &id : m_comparison.devices())
        chosen.append(QString::fromStdString(id));
    m_deviceList->setChoices(choices, chosen);
}

void ComparePage::fillSeries()
{
    m_offered = m_comparison.available();
    std::vector<ChoiceList::Choice> choices;
    for (const SeriesKey &key : m_offered)
        choices.push_back({idOf(key), presentation::Texts::series(key)});
    QStringList chosen;
    for (const SeriesKey &key : m_comparison.series())
        chosen.append(idOf(key));
    m_seriesList->setChoices(choices, chosen);
}

void ComparePage::takeChoices()
{
    m_cut->hide();
    std::vector<DeviceId> devices;
    for (const QString &id : m_deviceList->chosen())
        devices.push_back(id.toStdString());
    const QStringList chosen = m_seriesList->chosen();
    // What none of the Pis has keeps being wanted: another one may have it.
    std::vector<SeriesKey> series = m_comparison.series();
    std::erase_if(series, [&](const SeriesKey &key) {
        return std::ranges::find(m_offered, key) != m_offered.end() && !chosen.contains(idOf(key));
    });
    for (const SeriesKey &key : m_offered) {
        if (chosen.contains(idOf(key)) && std::ranges::find(series, key) == series.end())
            series.push_back(key);
    }
    m_comparison.compare(std::move(devices), std::move(series));
    m_engine.watch(m_comparison.devices());
}

void ComparePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_engine.watch(m_comparison.devices());
    m_comparison.setFollowing(true);
}

void ComparePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_engine.watch({});
    m_comparison.setFollowing(false);
}

} // namespace piuptime::desktop
