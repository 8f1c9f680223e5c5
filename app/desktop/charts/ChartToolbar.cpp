// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/ChartToolbar.h"

#include "app/desktop/charts/RangeButtons.h"
#include "app/presentation/Texts.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace piuptime::desktop {

using presentation::ChartOptions;
using presentation::Layer;
using presentation::Timeline;

namespace {

constexpr double kZoomStep = 2;

} // namespace

ChartToolbar::ChartToolbar(Timeline &timeline, ChartOptions &options, const QList<QAction *> &pictureActions,
                           const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_options(options)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kM, space::kS, space::kM, 0);
    column->setSpacing(0);
    column->addWidget(makeRow(pictureActions));
    auto *texts = new QHBoxLayout;
    texts->setContentsMargins(space::kS, 0, space::kS, 0);
    m_rangeText = new QLabel(this);
    m_rangeText->setObjectName(QStringLiteral("rangeText"));
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("chartState"));
    for (QLabel *label : {m_rangeText, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(m_theme.font(TextStyle::Caption));
    }
    // A long reason is cut rather than widening the page.
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    texts->addWidget(m_rangeText);
    texts->addWidget(m_state, 1);
    column->addLayout(texts);

    connect(&m_timeline, &Timeline::windowChanged, this, &ChartToolbar::showWindow);
    connect(&m_timeline, &Timeline::statusChanged, this, &ChartToolbar::showState);
    connect(&m_timeline, &Timeline::pointsChanged, this, &ChartToolbar::showState);
    connect(&m_options, &ChartOptions::changed, this, &ChartToolbar::showWindow);
    showWindow();
    showState();
}

QWidget *ChartToolbar::makeRow(const QList<QAction *> &pictureActions)
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kXs);
    m_ranges = new RangeButtons(presentation::kRangeChoices, bar);
    connect(m_ranges, &RangeButtons::chosen, &m_timeline, &Timeline::chooseRange);
    row->addWidget(m_ranges);
    row->addSpacing(space::kS);
    auto *out = makeNarrowButton(QStringLiteral("−"), tr("Zoom out"), bar);
    auto *in = makeNarrowButton(QStringLiteral("+"), tr("Zoom in"), bar);
    connect(out, &QPushButton::clicked, this, [this] { emit zoomWanted(kZoomStep); });
    connect(in, &QPushButton::clicked, this, [this] { emit zoomWanted(1 / kZoomStep); });
    row->addWidget(out);
    row->addWidget(in);
    row->addStretch();
    addMenu(row, tr("Layers"), tr("What is drawn behind the lines"), makeLayerMenu());
    addMenu(row, tr("Time zone"), tr("Which time zone the axis shows"), makeZoneMenu());
    auto *pictureMenu = new QMenu(this);
    pictureMenu->addActions(pictureActions);
    addMenu(row, tr("Picture"), tr("Compare, copy, save and export"), pictureMenu);
    return bar;
}

void ChartToolbar::addMenu(QHBoxLayout *row, const QString &text, const QString &name, QMenu *menu)
{
    QPushButton *button = makeQuietButton(text, name, this);
    button->setMenu(menu);
    row->addWidget(button);
}

QMenu *ChartToolbar::makeLayerMenu()
{
    auto *menu = new QMenu(this);
    for (const Layer layer : presentation::kLayers) {
        QAction *action = menu->addAction(ChartOptions::name(layer));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, layer](bool shown) { m_options.setShown(layer, shown); });
        connect(menu, &QMenu::aboutToShow, action,
                [this, action, layer] { action->setChecked(m_options.shows(layer)); });
        action->setChecked(m_options.shows(layer));
    }
    return menu;
}

QMenu *ChartToolbar::makeZoneMenu()
{
    auto *menu = new QMenu(this);
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, const QTimeZone &zone) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, zone] { m_options.setZone(zone); });
        connect(menu, &QMenu::aboutToShow, action,
                [this, action, zone] { action->setChecked(m_options.zone() == zone); });
    };
    const QTimeZone local = QTimeZone::systemTimeZone();
    add(tr("This computer (%1)").arg(QString::fromLatin1(local.id())), local);
    add(QStringLiteral("UTC"), QTimeZone::utc());
    QAction *other = group->addAction(menu->addAction(tr("Another time zone…")));
    other->setCheckable(true);
    connect(other, &QAction::triggered, this, &ChartToolbar::chooseZone);
    connect(menu, &QMenu::aboutToShow, other, [this, other, local] {
        other->setChecked(m_options.zone() != local && m_options.zone() != QTimeZone::utc());
    });
    return menu;
}

void ChartToolbar::chooseZone()
{
    QStringList names;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        names.append(QString::fromLatin1(id));
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Time zone"));
    dialog->setLabelText(tr("Show times as in:"));
    dialog->setComboBoxItems(names);
    dialog->setOption(QInputDialog::UseListViewForComboBoxItems);
    dialog->setTextValue(QString::fromLatin1(m_options.zone().id()));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this](const QString &name) { m_options.setZone(QTimeZone(name.toLatin1())); });
    dialog->open();
}

void ChartToolbar::showWindow()
{
    const presentation::TimeWindow &window = m_timeline.window();
    m_ranges->setChosen(window.choice());
    const history::TimeRange range = window.range();
    m_rangeText->setText(
        window.follows()
            ? tr("Following the present")
            : tr("%1 to %2").arg(m_options.dateTimeWithZone(range.from), m_options.dateTimeWithZone(range.to)));
}

void ChartToolbar::showState()
{
    const bool failed = m_timeline.status() == Timeline::Status::Failed;
    QString text;
    if (failed && m_timeline.error())
        text = tr("Shown is what was loaded before. %1").arg(presentation::Texts::error(*m_timeline.error()));
    else if (m_timeline.isRefining())
        text = tr("Loading details");
    else if (!m_timeline.hasPoints())
        text = tr("Nothing was measured in this time");
    m_state->setText(text);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, failed ? m_theme.colours().critical : m_theme.colours().textMuted);
    m_state->setPalette(colours);
}

} // namespace piuptime::desktop
