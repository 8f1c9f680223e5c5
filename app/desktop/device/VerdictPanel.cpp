// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/VerdictPanel.h"

#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/device/DeviceFacts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace piuptime::desktop {

using presentation::Formatting;
using presentation::Texts;

namespace {

constexpr int kVerdictIcon = 28;
constexpr int kReasonIcon = 16;

PlainLabel *wrapped(const Theme &theme, TextStyle style, QColor Colours::*colour, QWidget *parent)
{
    auto *label = new PlainLabel(theme, style, colour, parent);
    label->setWrapping();
    label->setCopyable();
    return label;
}

/// The step that was under way, outermost last in the error, first in the sentence.
QString stepOf(const Error &error)
{
    QStringList steps;
    for (const std::string &step : error.steps)
        steps << presentation::shown(step, 200);
    return steps.isEmpty() ? QString() : VerdictPanel::tr("While %1").arg(steps.join(VerdictPanel::tr(", while ")));
}

/// Whether what the Pi is cooled with explains it.
bool isOfHeat(ReasonCode code)
{
    return code == ReasonCode::Hot || code == ReasonCode::SoftTemperatureLimitNow || code == ReasonCode::FanStopped;
}

} // namespace

VerdictPanel::VerdictPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kM);
    layout->addWidget(makeVerdict());
    layout->addWidget(makeFailure());
}

QWidget *VerdictPanel::makeVerdict()
{
    m_verdict = new Card(m_theme, this);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_icon = new IconLabel(m_theme, kVerdictIcon, m_verdict);
    m_title = wrapped(m_theme, TextStyle::Title, &Colours::text, m_verdict);
    m_title->setObjectName(QStringLiteral("verdictTitle"));
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kM);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    m_reasons = new QVBoxLayout;
    m_reasons->setSpacing(space::kS);
    auto *layout = new QVBoxLayout(m_verdict);
    layout->setSpacing(space::kM);
    layout->addLayout(head);
    layout->addLayout(m_reasons);
    return m_verdict;
}

QWidget *VerdictPanel::makeFailure()
{
    m_failure = new Card(m_theme, this);
    m_failure->setObjectName(QStringLiteral("failure"));
    m_failure->setFill(&Colours::criticalSoft, &Colours::critical);
    m_failureTitle = wrapped(m_theme, TextStyle::Title, &Colours::critical, m_failure);
    m_failureText = wrapped(m_theme, TextStyle::Body, &Colours::text, m_failure);
    m_failureText->setObjectName(QStringLiteral("failureText"));
    m_step = wrapped(m_theme, TextStyle::Body, &Colours::textSecondary, m_failure);
    m_remedy = wrapped(m_theme, TextStyle::Strong, &Colours::text, m_failure);
    m_countdown = wrapped(m_theme, TextStyle::Body, &Colours::textSecondary, m_failure);
    m_countdown->setObjectName(QStringLiteral("countdown"));
    m_reviewKey = new QPushButton(tr("Review the key…"), m_failure);
    connect(m_reviewKey, &QPushButton::clicked, this, &VerdictPanel::keyReviewRequested);
    auto *layout = new QVBoxLayout(m_failure);
    layout->setSpacing(space::kS);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_failureTitle, m_failureText, m_step, m_remedy, m_countdown})
        layout->addWidget(widget);
    layout->addWidget(m_reviewKey, 0, Qt::AlignLeft); // below: beside the words there is no room in every language
    return m_failure;
}

void VerdictPanel::show(const DeviceState &state, std::span<const Event> events, UtcTime now,
                        std::optional<double> ambientCelsius)
{
    const HealthLevel level = state.health.level;
    m_icon->setLevel(level);
    m_title->setText(Texts::health(level));
    m_title->setColour(inkOf(level));
    const bool calm = level == HealthLevel::Ok;
    m_verdict->setFill(calm ? &Colours::surface : softOf(level), calm ? &Colours::border : inkOf(level));
    showReasons(state, events, now, ambientCelsius);
    showFailure(state);
    tick(state, now);
}

void VerdictPanel::showReasons(const DeviceState &state, std::span<const Event> events, UtcTime now,
                               std::optional<double> ambientCelsius)
{
    const std::vector<Reason> &reasons = state.health.reasons;
    rebuildReasons(std::max<std::size_t>(reasons.size(), 1));
    m_rows.front().first->setVisible(!reasons.empty());
    if (reasons.empty())
        m_rows.front().second->setText(Texts::verdict(state.health));
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        const auto &[icon, text] = m_rows[i];
        QString sentence = Texts::reason(reasons[i]);
        if (ambientCelsius && isOfHeat(reasons[i].code))
            sentence = tr("%1 Surroundings: %2.").arg(sentence, Formatting::celsius(*ambientCelsius));
        const auto since = presentation::sinceWhen(reasons[i], state, events);
        icon->setLevel(reasons[i].level);
        text->setText(since ? tr("%1 Since %2.").arg(sentence, Formatting::localTime(*since, now)) : sentence);
        text->setAccessibleName(tr("%1: %2").arg(Texts::health(reasons[i].level), text->text()));
    }
}

/// Keeps the rows while their number stays, so that figures can move on under a selection.
void VerdictPanel::rebuildReasons(std::size_t count)
{
    if (count == m_rows.size())
        return;
    m_rows.clear();
    while (QLayoutItem *item = m_reasons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < count; ++i) {
        auto *row = new QWidget(m_verdict);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kS);
        auto *icon = new IconLabel(m_theme, kReasonIcon, row);
        auto *text = wrapped(m_theme, TextStyle::Body, &Colours::text, row);
        layout->addWidget(icon, 0, Qt::AlignTop);
        layout->addWidget(text, 1);
        m_reasons->addWidget(row);
        m_rows.emplace_back(icon, text);
    }
}

void VerdictPanel::showFailure(const DeviceState &state)
{
    const bool failing =
        state.error.has_value()
        && (state.connection == ConnectionState::Waiting || state.connection == ConnectionState::Blocked
            || state.connection == ConnectionState::Connecting);
    m_failure->setVisible(failing);
    if (!failing)
        return;
    m_reviewKey->setVisible(state.hasChangedHostKey());
    if (state.hasChangedHostKey())
        return showChangedKey(*state.error->changedHostKey);
    m_failureTitle->setText(Texts::errorKind(state.error->kind));
    m_failureText->setText(presentation::shown(state.error->detail, 800));
    m_failureText->setVisible(!state.error->detail.empty());
    m_step->setText(stepOf(*state.error));
    m_step->setVisible(!state.error->steps.empty());
    m_remedy->setText(Texts::remedy(state));
}

void VerdictPanel::showChangedKey(const ChangedHostKey &change)
{
    m_failureTitle->setText(tr("Blocked: another host key than before"));
    m_failureText->setText(tr("Either %1 was set up again, or something pretends to be it. Nothing was sent to it.")
                               .arg(presentation::shown(change.server, 300)));
    m_failureText->setVisible(true);
    m_step->setVisible(false);
    m_remedy->setText(tr("Find out why the key changed before you accept it."));
}

void VerdictPanel::tick(const DeviceState &state, UtcTime now)
{
    const bool waits = state.connection == ConnectionState::Waiting;
    if (!presentation::takesSignIn(state.config))
        m_countdown->setText(tr("Shown again with its next message"));
    else if (waits && state.nextAttemptAt > now)
        m_countdown->setText(tr("Next attempt in %1")
                                 .arg(Formatting::duration(static_cast<double>(
                                     std::chrono::ceil<Seconds>(state.nextAttemptAt - now).count()))));
    else if (state.connection == ConnectionState::Blocked)
        m_countdown->setText(tr("Not tried again by itself"));
    else
        m_countdown->setText(tr("Trying now"));
}

} // namespace piuptime::desktop
