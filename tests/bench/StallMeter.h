// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <vector>

namespace piuptime::bench {

/// The time slice in which the longest stall counts.
inline constexpr std::chrono::milliseconds kFrame{16};

/// How long the event loop kept anybody waiting: the longest gap between two ticks of a millisecond, for each frame.
class StallMeter final : public QObject
{
public:
    StallMeter()
    {
        m_clock.start();
        connect(&m_turn, &QTimer::timeout, this, &StallMeter::turn);
        m_turn.setTimerType(Qt::PreciseTimer);
        m_turn.start(1);
    }
    [[nodiscard]] const std::vector<double> &frames() const { return m_frames; }

private:
    void turn()
    {
        const qint64 now = m_clock.nsecsElapsed();
        m_longest = std::max(m_longest, static_cast<double>(now - m_last) / 1e6);
        m_last = now;
        if (now - m_frameStart < std::chrono::nanoseconds(kFrame).count())
            return;
        m_frames.push_back(m_longest);
        m_longest = 0;
        m_frameStart = now;
    }

    QElapsedTimer m_clock;
    QTimer m_turn;
    qint64 m_last = 0;
    qint64 m_frameStart = 0;
    double m_longest = 0;
    std::vector<double> m_frames;
};

} // namespace piuptime::bench
