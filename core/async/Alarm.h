// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"

#include <functional>
#include <memory>

namespace piuptime::async {

class AlarmClock;

/// A place in a ring of alarms, which takes itself out of it. Nothing is allocated to wait.
struct AlarmLink {
    AlarmLink() = default;
    AlarmLink(const AlarmLink &) = delete;
    AlarmLink &operator=(const AlarmLink &) = delete;

    [[nodiscard]] bool isAlone() const { return next == this; }
    void insertBefore(AlarmLink *other);
    void remove();

    AlarmLink *previous = this;
    AlarmLink *next = this;
};

/// Rings once at a point in time, from the event loop of the thread it was set in.
///
/// All alarms of a thread share one timer of its event loop. With a timer each, every start would walk over all the
/// others, which costs more than polling a Pi once hundreds are connected. Thread: set, cleared and destroyed in one.
class Alarm : private AlarmLink
{
public:
    /// \param onRing  may set or destroy this and other alarms
    explicit Alarm(std::function<void()> onRing);
    ~Alarm() { clear(); }

    /// Rings at `when`, and no longer when it was to ring before; in the next turn of the event loop if it has passed.
    /// What is more than a second away rings up to a tenth of a second late, together with others.
    void set(Deadline when);
    void clear();

private:
    friend class AlarmClock;

    std::function<void()> m_onRing;
    std::shared_ptr<AlarmClock> m_clock; ///< while it is set
    MonoTime m_when{};
};

/// While one exists in a thread, alarms that are due ring when it ends, in place of going through the event loop,
/// which costs a turn of it and two system calls. For whoever has just been called by the event loop.
class AlarmTurn
{
public:
    AlarmTurn();
    AlarmTurn(const AlarmTurn &) = delete;
    AlarmTurn &operator=(const AlarmTurn &) = delete;
    ~AlarmTurn();

private:
    std::shared_ptr<AlarmClock> m_clock;
};

} // namespace piuptime::async
