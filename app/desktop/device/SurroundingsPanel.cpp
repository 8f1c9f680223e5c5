// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/SurroundingsPanel.h"

#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace piuptime::desktop {

using presentation::shown;
using presentation::Surrounding;

namespace {

constexpr int kLabelWidth = 112;

QPushButton *quietButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("role", QStringLiteral("quiet"));
    return button;
}

QToolButton *smallButton(const Theme &theme, Icon icon, const QString &what, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(theme.icon(icon));
    button->setAutoRaise(true);
    button->setToolTip(what);
    button->setAccessibleName(what);
    return button;
}

/// To what a sensor is attached, in words.
QString attachmentOf(const DeviceConfig &sensor, const std::vector<DeviceStatePtr> &fleet)
{
    const auto pi =
        std::ranges::find(fleet, sensor.attachedTo, [](const DeviceStatePtr &state) { return state->config.id; });
    if (!sensor.attachedTo.empty() && pi != fleet.end())
        return SurroundingsPanel::tr("Measures around %1.").arg(shown((*pi)->config.name, 100));
    if (sensor.attachedTo.empty() && !sensor.site.empty())
        return SurroundingsPanel::tr("Measures around all Pis of the site %1.").arg(shown(sensor.site, 100));
    return SurroundingsPanel::tr("Not attached: nobody knows around which Pi it measures.");
}

} // namespace

SurroundingsPanel::SurroundingsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_card(new Card(theme, this))
    , m_layout(new QVBoxLayout(m_card))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    m_layout->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    m_layout->setSpacing(space::kS);
    m_title = new PlainLabel(m_theme, TextStyle::Strong, &Colours::text, m_card);
    m_layout->addWidget(m_title);
    m_attachment = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, m_card);
    m_attachment->setObjectName(QStringLiteral("attachment"));
    m_attachment->setWrapping();
    m_layout->addWidget(m_attachment);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kXs);
    m_attach = quietButton(tr("Attach…"), m_card);
    m_detach = quietButton(tr("Detach"), m_card);
    buttons->addWidget(m_attach);
    buttons->addWidget(m_detach);
    buttons->addStretch();
    m_layout->addLayout(buttons);
    connect(m_attach, &QPushButton::clicked, this, [this] { emit attachRequested(m_device); });
    connect(m_detach, &QPushButton::clicked, this, [this] { emit detachRequested(m_device); });
}

void SurroundingsPanel::show(const DeviceState &device, const std::vector<DeviceStatePtr> &fleet, UtcTime now)
{
    std::vector<Surrounding> surroundings;
    if (Surrounding own = presentation::surroundingOf(device, now); !own.values.empty())
        surroundings.push_back(std::move(own));
    for (const DeviceStatePtr &sensor : presentation::sensorsAt(device.config, fleet))
        surroundings.push_back(presentation::surroundingOf(*sensor, now));
    rebuild(surroundings, device.config);
    for (std::size_t i = 0; i < surroundings.size(); ++i)
        fill(m_blocks[i], surroundings[i]);
    showAttachment(device.config, fleet);
    setVisible(!surroundings.empty() || m_attach->isVisibleTo(m_card));
}

void SurroundingsPanel::showAttachment(const DeviceConfig &device, const std::vector<DeviceStatePtr> &fleet)
{
    const bool isSensor = device.kind == DeviceConfig::Kind::Sensor;
    const bool hasSensors = std::ranges::any_of(
        fleet, [](const DeviceStatePtr &state) { return state->config.kind == DeviceConfig::Kind::Sensor; });
    m_title->setText(isSensor ? tr("Sensor") : tr("Surroundings"));
    m_attachment->setVisible(isSensor);
    m_attachment->setText(isSensor ? attachmentOf(device, fleet) : QString());
    m_attach->setText(isSensor ? tr("Attach…") : tr("Attach a sensor…"));
    m_attach->setVisible(isSensor || hasSensors);
    m_detach->setVisible(presentation::isAttached(device));
}

/// Keeps the blocks while the sensors and the kinds of their values stay, so that focus stays, too.
void SurroundingsPanel::rebuild(const std::vector<Surrounding> &surroundings, const DeviceConfig &device)
{
    const auto isSame = [](const Block &block, const Surrounding &surrounding) {
        return block.sensor == surrounding.sensor && block.values.size() == surrounding.values.size();
    };
    if (m_device == device.id && std::ranges::equal(m_blocks, surroundings, isSame))
        return;
    m_device = device.id;
    for (const Block &block : m_blocks)
        delete block.widget;
    m_blocks.clear();
    for (const Surrounding &surrounding : surroundings) {
        m_blocks.push_back(makeBlock(surrounding, surrounding.sensor != device.id));
        m_layout->insertWidget(static_cast<int>(m_blocks.size()), m_blocks.back().widget);
    }
}

SurroundingsPanel::Block SurroundingsPanel::makeBlock(const Surrounding &surrounding, bool isSensor)
{
    Block block;
    block.sensor = surrounding.sensor;
    block.widget = new QWidget(m_card);
    auto *column = new QVBoxLayout(block.widget);
    column->setContentsMargins(0, 0, 0, space::kXs);
    column->setSpacing(2);
    block.name = new PlainLabel(m_theme, TextStyle::Body, &Colours::text, block.widget);
    block.name->setEliding();
    block.age = new PlainLabel(m_theme, TextStyle::Caption, &Colours::textSecondary, block.widget);
    block.age->setObjectName(QStringLiteral("sensorAge"));
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kXs);
    head->addWidget(block.name, 1);
    head->addWidget(block.age);
    if (isSensor) {
        QToolButton *open = smallButton(m_theme, Icon::Open, tr("Open %1").arg(surrounding.name), block.widget);
        QToolButton *detach = smallButton(m_theme, Icon::Close, tr("Detach %1").arg(surrounding.name), block.widget);
        connect(open, &QToolButton::clicked, this, [this, id = block.sensor] { emit sensorOpened(id); });
        connect(detach, &QToolButton::clicked, this, [this, id = block.sensor] { emit detachRequested(id); });
        head->addWidget(open);
        head->addWidget(detach);
    }
    column->addLayout(head);
    for (std::size_t i = 0; i < surrounding.values.size(); ++i) {
        auto *row = new QHBoxLayout;
        row->setSpacing(space::kS);
        auto *label = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, block.widget);
        label->setWrapping();
        label->setFixedWidth(kLabelWidth);
        auto *text = new PlainLabel(m_theme, TextStyle::Body, &Colours::text, block.widget);
        text->setObjectName(QStringLiteral("surroundingValue"));
        text->setWrapping();
        text->setCopyable();
        row->addWidget(label, 0, Qt::AlignTop);
        row->addWidget(text, 1, Qt::AlignTop);
        column->addLayout(row);
        block.values.emplace_back(label, text);
    }
    return block;
}

/// Old values are greyed, as everywhere; that nothing comes any more is said where the age stands.
void SurroundingsPanel::fill(Block &block, const Surrounding &surrounding)
{
    block.name->setText(surrounding.name);
    block.name->setToolTip(surrounding.name.toHtmlEscaped());
    block.age->setText(surrounding.age);
    block.age->setColour(surrounding.isSilent ? &Colours::attention : &Colours::textSecondary);
    for (std::size_t i = 0; i < block.values.size(); ++i) {
        const auto &[label, text] = block.values[i];
        const presentation::SurroundingValue &value = surrounding.values[i];
        label->setText(value.label);
        if (!text->hasSelectedText())
            text->setText(value.text);
        text->setColour(surrounding.isSilent ? &Colours::textMuted
                        : value.standsOut    ? &Colours::attention
                                             : &Colours::text);
        text->setAccessibleName(tr("%1: %2").arg(value.label, value.text));
    }
}

} // namespace piuptime::desktop
