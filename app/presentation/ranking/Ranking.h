// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/ranking/RankingPlace.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace piuptime::presentation {

/// Which Pis come first by one figure over a stretch of time, as the history has it.
///
/// Only the answer to the last question counts; until it comes, the former one stays, and `answered` tells what it is
/// about. While somebody looks, the question is asked again every half minute. Thread: the front end's.
class Ranking final : public QObject
{
    Q_OBJECT
public:
    enum class Status : std::uint8_t { Loading, Ready, Failed };

    /// A ranking has at most so many places.
    static constexpr std::size_t kMostPlaces = 10'000;

    Ranking(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// Whether bars can show it: an amount, rather than flags.
    [[nodiscard]] static bool canRank(Metric metric);

    /// What is asked from now on: at once if somebody looks, else as soon as somebody does.
    void ask(const RankingQuestion &question);
    void setShown(bool shown);
    /// Asks again, also after a failure.
    void refresh();

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } ///< why the status is `Failed`
    [[nodiscard]] const RankingQuestion &question() const { return m_question; }
    /// The question that `places` answer; the last one when there is no answer.
    [[nodiscard]] const RankingQuestion &answered() const { return m_answered ? *m_answered : m_question; }
    /// The first comes first; kept after a failure to read the same again.
    [[nodiscard]] const std::vector<RankingPlace> &places() const { return m_places; }
    /// The figures that the fleet has and a bar can show, and the one asked for, sorted by what they are called.
    [[nodiscard]] std::vector<Metric> metrics() const;

signals:
    void changed(); ///< status, error or places

private:
    void load();
    void take(const RankingQuestion &question, const std::vector<history::Ranked> &ranked);
    void fail(const RankingQuestion &question, const Error &error);
    void onChanged(const fleet::FleetChange &change);

    fleet::Engine &m_engine;
    const Clock &m_clock;
    RankingQuestion m_question;
    std::optional<RankingQuestion> m_answered;
    std::vector<RankingPlace> m_places;
    Status m_status = Status::Loading;
    std::optional<Error> m_error;
    std::uint64_t m_generation = 0; ///< answers to former questions are dropped
    bool m_waiting = false;         ///< for the answer to the last question
    bool m_shown = false;
    QTimer m_timer;
};

} // namespace piuptime::presentation
