// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/AccessView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <algorithm>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation;
using namespace presentation::gateway;
using Decision = DecisionSheet::Decision;

namespace {

bool isWaiting(const GatewaySubscription &subscription)
{
    return subscription.state == "waiting"_L1;
}

/// Somebody waits, or is served; who was refused is nobody's concern any more.
std::optional<HealthLevel> levelOf(const GatewaySubscription &subscription)
{
    if (isWaiting(subscription))
        return HealthLevel::Attention;
    return subscription.state == "approved"_L1 ? std::optional(HealthLevel::Ok) : std::nullopt;
}

} // namespace

AccessView::AccessView(GatewayWatch &watch, const Theme &theme, const Clock &clock, QWidget *parent)
    : LiveView(parent)
    , m_watch(watch)
    , m_theme(theme)
    , m_clock(clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    auto *empty = new EmptyState(theme, Icon::Key, tr("Nobody has asked for access"),
                                 tr("With a [portal] in the configuration there are pages for developers, on which "
                                    "they can ask; whoever does appears here."));
    m_rows = new RowsView(
        theme, tr("Access"),
        {{tr("Who")}, {tr("Contact")}, {tr("API")}, {tr("Plan")}, {tr("What for")}, {tr("State")}, {tr("Asked")}},
        {150, 170, 100, 80, RowsView::rest(160), 96, 88}, empty, this);
    column->addWidget(m_rows, 1);
    column->addWidget(makeFoot());
    connect(m_rows, &RowsView::chosenChanged, this, &AccessView::refreshChosen);
    refreshChosen();
}

QWidget *AccessView::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::kS, 0, 0, 0);
    row->setSpacing(space::kS);
    m_note = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, foot);
    m_note->setWrapping();
    m_reject = makeButton(tr("Refuse…"), ButtonRole::Normal, foot);
    connect(m_reject, &QPushButton::clicked, this, [this] { decide(Decision::Reject); });
    m_approve = makeButton(tr("Give access…"), ButtonRole::Normal, foot);
    connect(m_approve, &QPushButton::clicked, this, [this] { decide(Decision::Approve); });
    row->addWidget(m_note, 1);
    row->addWidget(m_reject);
    row->addWidget(m_approve);
    return foot;
}

void AccessView::turn()
{
    if (m_device != m_watch.device()) {
        m_device = m_watch.device();
        m_isAsking = false;
        m_all.clear();
        refreshRows();
    }
    refreshChosen();
    if (m_isAsking || m_watch.stage() != GatewayWatch::Stage::Ready)
        return;
    m_isAsking = true;
    m_watch.ask({"GET", "/v1/subscriptions"}, this, [this](const Result<GatewayAnswer> &answer) { take(answer); });
}

void AccessView::take(const Result<GatewayAnswer> &answer)
{
    m_isAsking = false;
    const auto subscriptions = answer ? readSubscriptions(*answer) : tl::unexpected(answer.error());
    if (!subscriptions)
        return say(Texts::error(subscriptions.error()), &Colours::critical);
    m_all = *subscriptions;
    std::ranges::reverse(m_all);
    std::ranges::stable_partition(m_all, &isWaiting);
    refreshRows();
}

void AccessView::refreshRows()
{
    QList<RowsModel::Row> rows;
    for (const GatewaySubscription &one : m_all)
        rows.append({one.id,
                     {one.name, one.contact, one.api, one.plan, one.purpose, GatewayTexts::standing(one.state),
                      Formatting::localTime(one.at, m_clock.utcNow())},
                     levelOf(one)});
    m_rows->show(rows);
    refreshChosen();
}

const GatewaySubscription *AccessView::chosen() const
{
    const auto found = std::ranges::find(m_all, m_rows->chosen(), &GatewaySubscription::id);
    return found == m_all.end() ? nullptr : &*found;
}

void AccessView::refreshChosen()
{
    const GatewaySubscription *one = chosen();
    const bool canDecide = one && isWaiting(*one) && m_watch.stage() == GatewayWatch::Stage::Ready;
    m_approve->setEnabled(canDecide);
    m_reject->setEnabled(canDecide);
    if (!one || isWaiting(*one))
        return;
    say(one->reason.isEmpty() ? tr("Decided by %1.").arg(one->by) : tr("Decided by %1: %2").arg(one->by, one->reason),
        &Colours::textSecondary);
}

void AccessView::decide(Decision decision)
{
    const GatewaySubscription *one = chosen();
    if (!one)
        return;
    auto *sheet = new DecisionSheet(m_watch, m_theme, *one, decision, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &DecisionSheet::decided, this, [this](const QString &told) {
        say(told, &Colours::textSecondary);
        m_watch.refresh();
        turn();
    });
    sheet->open();
}

void AccessView::say(const QString &text, QColor Colours::*colour)
{
    m_note->setText(text);
    m_note->setColour(colour);
}

} // namespace piuptime::desktop
