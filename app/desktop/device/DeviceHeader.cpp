// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/DeviceHeader.h"

#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace piuptime::desktop {

using presentation::Formatting;
using presentation::Texts;

namespace {

// Beyond this a name is cut, so that it never pushes the buttons out of the window.
constexpr int kNameWidth = 400;

QString placeOf(const DeviceConfig &config)
{
    QStringList parts{Texts::address(config)};
    if (config.source != DeviceConfig::Source::Mqtt && !config.reporter.empty())
        parts << Texts::reporting(config);
    if (!config.site.empty())
        parts << presentation::shown(config.site, 100);
    for (const std::string &tag : config.tags)
        parts << QStringLiteral("#") + presentation::shown(tag, 60);
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace

DeviceHeader::DeviceHeader(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *back = new QToolButton(this);
    back->setIcon(theme.icon(Icon::Back));
    back->setAutoRaise(true);
    back->setToolTip(tr("Back to the fleet (Alt+Left)"));
    back->setAccessibleName(tr("Back to the fleet"));
    back->setObjectName(QStringLiteral("back"));
    connect(back, &QToolButton::clicked, this, &DeviceHeader::backRequested);

    m_icon = new IconLabel(theme, 24, this);
    m_name = new PlainLabel(theme, TextStyle::Heading, &Colours::text, this);
    m_name->setObjectName(QStringLiteral("deviceName"));
    m_name->setCopyable();
    m_level = new PlainLabel(theme, TextStyle::Title, &Colours::text, this);
    m_level->setObjectName(QStringLiteral("healthWord"));
    m_place = new PlainLabel(theme, TextStyle::Body, &Colours::textSecondary, this);
    m_place->setEliding();
    m_connection = new PlainLabel(theme, TextStyle::Body, &Colours::textSecondary, this);
    m_freshness = new PlainLabel(theme, TextStyle::Strong, &Colours::text, this);
    m_freshness->setObjectName(QStringLiteral("freshness"));

    auto *title = new QHBoxLayout;
    title->setSpacing(space::kS);
    title->addWidget(m_icon);
    title->addWidget(m_name);
    title->addSpacing(space::kXs);
    title->addWidget(m_level, 0, Qt::AlignVCenter);
    title->addStretch(1);
    auto *status = new QHBoxLayout;
    status->setSpacing(space::kM);
    status->addWidget(m_connection);
    status->addWidget(m_freshness);
    status->addWidget(m_place, 1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addLayout(title);
    texts->addLayout(status);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kM, space::kM, space::kL, space::kM);
    layout->setSpacing(space::kS);
    layout->addWidget(back, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kXs);
    m_buttons = buttons;
    layout->addLayout(buttons);
    m_tryNow = addButton(Icon::Reconnect, tr("Try now"), tr("Try to connect at once"), "primary");
    connect(m_tryNow, &QPushButton::clicked, this, &DeviceHeader::tryNowRequested);
    m_terminal = addButton(Icon::Terminal, tr("Terminal"), tr("Open a terminal on this Pi"));
    connect(m_terminal, &QPushButton::clicked, this, &DeviceHeader::terminalRequested);
    m_cadence = addButton(Icon::Clock, tr("Interval…"), tr("Change how often this Pi measures"));
    connect(m_cadence, &QPushButton::clicked, this, &DeviceHeader::cadenceRequested);
    m_restartService = addButton(Icon::Restart, tr("Restart service…"), tr("Restart a service of this Pi"));
    connect(m_restartService, &QPushButton::clicked, this, &DeviceHeader::restartServiceRequested);
    m_reboot = addButton(Icon::Reconnect, tr("Reboot…"), tr("Reboot this Pi"));
    connect(m_reboot, &QPushButton::clicked, this, &DeviceHeader::rebootRequested);
    m_shutDown = addButton(Icon::Power, tr("Shut down…"), tr("Shut this Pi down"), "danger");
    connect(m_shutDown, &QPushButton::clicked, this, &DeviceHeader::shutDownRequested);
    m_edit = addButton(Icon::Edit, tr("Edit"), tr("Change name, address, site, tags and sign-in"));
    connect(m_edit, &QPushButton::clicked, this, &DeviceHeader::editRequested);
}

QPushButton *DeviceHeader::addButton(Icon icon, const QString &text, const QString &explanation, const char *role)
{
    const bool primary = QLatin1String(role) == QLatin1String("primary");
    auto *button =
        new QPushButton(m_theme.icon(icon, primary ? &Colours::accentText : &Colours::textSecondary), text, this);
    button->setProperty("role", QLatin1String(role));
    button->setToolTip(explanation);
    button->setAccessibleDescription(explanation);
    m_buttons->addWidget(button);
    return button;
}

void DeviceHeader::show(const DeviceState &state, UtcTime now)
{
    const QString name = presentation::shown(state.config.name, 200);
    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideRight, kNameWidth));
    m_name->setAccessibleName(name);
    m_icon->setLevel(state.health.level);
    m_level->setText(Texts::health(state.health.level));
    m_level->setColour(inkOf(state.health.level));
    m_place->setText(placeOf(state.config));
    m_place->setToolTip(QStringLiteral("<qt>%1</qt>").arg(m_place->text().toHtmlEscaped()));
    m_connection->setText(Texts::connection(state));
    const bool connected = state.connection == ConnectionState::Connected;
    m_connection->setColour(connected ? &Colours::ok : &Colours::attention);
    const bool signsIn = presentation::takesSignIn(state.config);
    const bool failed = state.connection == ConnectionState::Waiting || state.connection == ConnectionState::Blocked;
    m_tryNow->setVisible(failed && signsIn);
    m_terminal->setVisible(signsIn);
    m_cadence->setVisible(!signsIn && presentation::hasAgent(state.config)); // beside a terminal there is no room
    for (QPushButton *button : {m_restartService, m_reboot, m_shutDown}) {
        button->setVisible(presentation::takesActions(state.config));
        button->setEnabled(connected);
    }
    m_cadence->setEnabled(connected);
    tick(state, now);
}

void DeviceHeader::tick(const DeviceState &state, UtcTime now)
{
    if (!state.everRead) {
        m_freshness->setText(tr("Not read yet"));
        m_freshness->setColour(&Colours::textSecondary);
        return;
    }
    const auto age = std::chrono::floor<Seconds>(now - state.latest.receivedAt);
    m_freshness->setText(state.stale ? tr("Stale: read %1").arg(Formatting::age(age))
                                     : tr("Read %1").arg(Formatting::age(age)));
    m_freshness->setColour(state.stale ? &Colours::attention : &Colours::textSecondary);
}

} // namespace piuptime::desktop
