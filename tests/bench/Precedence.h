// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace piuptime::bench {

/// Puts this process, and all that it starts from now on, before whatever else the machine does (SCHED_RR), where it
/// is allowed to: what is measured then competes with nobody but its own load. Says so where it is not.
void takePrecedence();

/// The calling thread, and what it starts, stand back again.
void giveUpPrecedence();

} // namespace piuptime::bench
