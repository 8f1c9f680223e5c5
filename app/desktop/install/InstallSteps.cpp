// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/install/InstallSteps.h"

#include "app/desktop/theme/Theme.h"

#include <QVBoxLayout>

#include <array>

namespace piuptime::desktop {
namespace {

constexpr std::array kSteps{InstallStep::Looking,  InstallStep::Copying,   InstallStep::Installing,
                            InstallStep::Starting, InstallStep::Listening, InstallStep::Undoing};
constexpr int kIconSize = 18;

} // namespace

QString InstallSteps::words(InstallStep step)
{
    switch (step) {
    case InstallStep::Looking:
        return tr("Look what kind of Pi it is");
    case InstallStep::Copying:
        return tr("Copy the package and its settings");
    case InstallStep::Installing:
        return tr("Install the package, with what it needs");
    case InstallStep::Starting:
        return tr("Start the agent");
    case InstallStep::Listening:
        return tr("Wait for its first reading over the broker");
    case InstallStep::Undoing:
        return tr("Put everything back as it was");
    }
    return {};
}

InstallSteps::InstallSteps(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kXs, 0, 0);
    column->setSpacing(space::kS);
    for (const InstallStep step : kSteps) {
        auto *whole = new QWidget(this);
        Row row{step, whole, new QLabel(whole),
                new Label(theme, TextStyle::Body, &Colours::textSecondary, words(step), whole)};
        row.icon->setFixedSize(kIconSize, kIconSize);
        auto *line = new QHBoxLayout(whole);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(space::kS);
        line->addWidget(row.icon);
        line->addWidget(row.text, 1);
        whole->setMinimumHeight(kIconSize);
        column->addWidget(whole);
        m_rows.push_back(row);
        mark(row, Mark::ToCome);
    }
    m_rows.back().whole->hide();
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setAccessibleName(tr("Progress"));
    column->addSpacing(space::kXs);
    column->addWidget(m_bar);
    advance({});
}

void InstallSteps::advance(const InstallProgress &progress)
{
    const bool isUndoing = progress.step == InstallStep::Undoing;
    if (!isUndoing)
        m_current = progress.step;
    for (const Row &row : m_rows) {
        row.whole->setVisible(row.step != InstallStep::Undoing || isUndoing);
        if (row.step == progress.step)
            mark(row, Mark::UnderWay);
        else if (isUndoing && row.step == m_current)
            mark(row, Mark::Failed);
        else
            mark(row, row.step < m_current ? Mark::Done : Mark::ToCome);
    }
    const bool isCounted = progress.bytesAll > 0;
    m_bar->setRange(0, isCounted ? static_cast<int>(progress.bytesAll) : 0);
    m_bar->setValue(static_cast<int>(progress.bytesDone));
    m_bar->setAccessibleDescription(words(progress.step));
}

void InstallSteps::finish()
{
    for (const Row &row : m_rows)
        mark(row, Mark::Done);
    m_bar->hide();
}

void InstallSteps::fail()
{
    for (const Row &row : m_rows) {
        if (row.step == m_current)
            mark(row, Mark::Failed);
        else if (row.step == InstallStep::Undoing)
            mark(row, Mark::Done);
    }
    m_bar->hide();
}

void InstallSteps::mark(const Row &row, Mark mark)
{
    struct Look {
        Icon icon;
        QColor Colours::*colour;
        QColor Colours::*text;
        QString said;
    };
    const Colours &colours = m_theme.colours();
    const std::array<Look, 4> looks{{{Icon::Dash, &Colours::textSecondary, &Colours::textSecondary, tr("to come")},
                                     {Icon::Wait, &Colours::accent, &Colours::text, tr("under way")},
                                     {Icon::Check, &Colours::ok, &Colours::text, tr("done")},
                                     {Icon::Close, &Colours::critical, &Colours::text, tr("failed")}}};
    const Look &look = looks[static_cast<std::size_t>(mark)];
    row.icon->setPixmap(iconPixmap(look.icon, colours.*look.colour, kIconSize, devicePixelRatioF()));
    row.text->setColour(look.text);
    row.text->setAccessibleName(words(row.step) + QStringLiteral(": ") + look.said);
}

} // namespace piuptime::desktop
