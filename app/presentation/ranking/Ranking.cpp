// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/ranking/Ranking.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <algorithm>
#include <map>
#include <set>

namespace piuptime::presentation {
namespace {

constexpr std::chrono::seconds kRefreshInterval{30};

double valueBy(history::RankBy by, const history::Aggregate &figures)
{
    switch (by) {
    case history::RankBy::Maximum:
        return figures.maximum;
    case history::RankBy::Minimum:
        return figures.minimum;
    case history::RankBy::Mean:
        return figures.mean;
    case history::RankBy::Last:
        break;
    }
    return figures.last;
}

history::TimeRange rangeOf(RangeChoice choice, UtcTime now)
{
    TimeWindow window;
    window.choose(choice, now, UtcTime{});
    return window.range();
}

} // namespace

Ranking::Ranking(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    m_timer.setInterval(kRefreshInterval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_waiting) // a slow history is not asked faster than it answers
            load();
    });
    connect(&engine, &fleet::Engine::changed, this, &Ranking::onChanged);
}

bool Ranking::canRank(Metric metric)
{
    const Unit unit = info(metric).unit;
    return unit != Unit::Bits && unit != Unit::Flag;
}

void Ranking::ask(const RankingQuestion &question)
{
    if (question == m_question)
        return;
    m_question = question;
    if (m_shown)
        refresh();
}

void Ranking::setShown(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    if (!shown)
        return m_timer.stop();
    m_timer.start();
    refresh();
}

void Ranking::refresh()
{
    // An answer that is only brought up to date is not announced.
    if (m_places.empty() || m_answered != m_question) {
        m_status = Status::Loading;
        emit changed();
    }
    load();
}

void Ranking::load()
{
    m_waiting = true;
    const history::TimeRange range = rangeOf(m_question.range, m_clock.utcNow());
    const auto answer = m_engine.top(m_question.metric, range, m_question.by, kMostPlaces);
    whenDone(
        answer, this,
        [this, question = m_question, generation = ++m_generation](const Result<std::vector<history::Ranked>> &ranked) {
            if (generation != m_generation)
                return;
            m_waiting = false;
            if (ranked)
                take(question, *ranked);
            else
                fail(question, ranked.error());
        });
}

void Ranking::take(const RankingQuestion &question, const std::vector<history::Ranked> &ranked)
{
    std::map<DeviceId, QString> names;
    for (const DeviceStatePtr &state : m_engine.states())
        names.emplace(state->config.id, shown(state->config.name, 128));
    m_places.clear();
    m_places.reserve(ranked.size());
    for (const history::Ranked &one : ranked) {
        const auto name = names.find(one.device);
        const bool removed = name == names.end();
        m_places.push_back({one.device,
                            {question.metric, one.instance},
                            removed ? shown(one.device, 128) : name->second,
                            shown(one.instance, 128),
                            removed,
                            valueBy(question.by, one.aggregate),
                            one.aggregate});
    }
    m_answered = question;
    m_error.reset();
    m_status = Status::Ready;
    emit changed();
}

void Ranking::fail(const RankingQuestion &question, const Error &error)
{
    if (m_answered != question) { // what is there answers something else
        m_places.clear();
        m_answered.reset();
    }
    m_error = error;
    m_status = Status::Failed;
    emit changed();
}

std::vector<Metric> Ranking::metrics() const
{
    std::set<Metric> found{m_question.metric};
    for (const DeviceStatePtr &state : m_engine.states()) {
        for (const Sample &sample : state->latest.samples) {
            if (canRank(sample.series.metric))
                found.insert(sample.series.metric);
        }
    }
    std::vector<Metric> sorted(found.begin(), found.end());
    std::ranges::stable_sort(
        sorted, [](Metric a, Metric b) { return QString::localeAwareCompare(Texts::metric(a), Texts::metric(b)) < 0; });
    return sorted;
}

void Ranking::onChanged(const fleet::FleetChange &change)
{
    if (m_shown && !change.removed.empty())
        refresh(); // their places turn grey
}

} // namespace piuptime::presentation
