// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/FactsPanel.h"

#include "app/presentation/Texts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace piuptime::desktop {
namespace {

constexpr int kLabelWidth = 112;
constexpr int kMarkSize = 16;

bool sameRows(const std::vector<presentation::FactGroup> &a, const std::vector<presentation::FactGroup> &b)
{
    const auto sameRow = [](const presentation::FactRow &x, const presentation::FactRow &y) {
        return x.label == y.label && x.level == y.level && x.unit == y.unit;
    };
    return std::ranges::equal(a, b, [&](const auto &x, const auto &y) {
        return x.title == y.title && std::ranges::equal(x.rows, y.rows, sameRow);
    });
}

} // namespace

FactsPanel::FactsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::kM);
}

void FactsPanel::show(std::vector<presentation::FactGroup> groups)
{
    if (groups == m_groups || updateTexts(groups)) {
        m_groups = std::move(groups);
        return;
    }
    m_groups = std::move(groups);
    rebuild();
}

/// Where only figures moved, the labels stay, and with them focus and scroll position.
bool FactsPanel::updateTexts(const std::vector<presentation::FactGroup> &groups)
{
    if (!sameRows(groups, m_groups))
        return false;
    std::size_t i = 0;
    for (const presentation::FactGroup &group : groups) {
        for (const presentation::FactRow &row : group.rows) {
            PlainLabel *value = m_values[i++];
            if (value->text() != row.text && !value->hasSelectedText())
                value->setText(row.text);
        }
    }
    return true;
}

void FactsPanel::rebuild()
{
    m_values.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const presentation::FactGroup &group : m_groups)
        m_layout->addWidget(makeGroup(group));
    if (m_groups.empty())
        return;
    auto *copy = new QPushButton(m_theme.icon(Icon::Copy), tr("Copy all facts"), this);
    copy->setProperty("role", QStringLiteral("quiet"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(presentation::asPlainText(m_groups)); });
    m_layout->addWidget(copy, 0, Qt::AlignLeft);
}

QWidget *FactsPanel::makeGroup(const presentation::FactGroup &group)
{
    auto *card = new Card(m_theme, this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    layout->setSpacing(space::kS);
    auto *title = new PlainLabel(m_theme, TextStyle::Strong, &Colours::text, card);
    title->setText(group.title);
    layout->addWidget(title);
    for (const presentation::FactRow &row : group.rows)
        layout->addWidget(makeRow(row, card));
    return card;
}

QWidget *FactsPanel::makeRow(const presentation::FactRow &row, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *label = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, line);
    label->setText(row.label);
    label->setWrapping();
    auto *value = new PlainLabel(m_theme, TextStyle::Body, &Colours::text, line);
    value->setText(row.text);
    value->setWrapping();
    value->setCopyable();
    value->setAccessibleName(tr("%1: %2").arg(row.label, row.text));
    m_values.push_back(value);

    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kS);
    if (row.unit.empty()) {
        label->setFixedWidth(kLabelWidth);
        layout->addWidget(label, 0, Qt::AlignTop);
        layout->addWidget(value, 1, Qt::AlignTop);
        if (row.level != HealthLevel::Ok)
            layout->addWidget(makeMark(row, line), 0, Qt::AlignTop);
        return line;
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    label->setFont(m_theme.font(TextStyle::Strong));
    label->setColour(&Colours::text);
    value->setColour(&Colours::textSecondary);
    texts->addWidget(label);
    texts->addWidget(value);
    auto *restart = new QPushButton(tr("Restart…"), line);
    restart->setAccessibleName(tr("Restart %1").arg(row.label));
    connect(restart, &QPushButton::clicked, this, [this, unit = row.unit] { emit restartRequested(unit); });
    layout->addWidget(makeMark(row, line), 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(restart, 0, Qt::AlignTop);
    return line;
}

QWidget *FactsPanel::makeMark(const presentation::FactRow &row, QWidget *parent)
{
    auto *icon = new IconLabel(m_theme, kMarkSize, parent);
    icon->setLevel(row.level);
    icon->setToolTip(presentation::Texts::health(row.level));
    icon->setAccessibleName(presentation::Texts::health(row.level));
    return icon;
}

} // namespace piuptime::desktop
