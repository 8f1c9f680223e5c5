// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace piuptime {

/// Logging categories, named after the modules: `QT_LOGGING_RULES=piuptime.ssh.debug=true` shows one of them.
/// Debug is off unless asked for. Nothing secret and nothing unprintable goes in.
Q_DECLARE_LOGGING_CATEGORY(lcAsync)
Q_DECLARE_LOGGING_CATEGORY(lcBroker)
Q_DECLARE_LOGGING_CATEGORY(lcConfig)
Q_DECLARE_LOGGING_CATEGORY(lcFleet)
Q_DECLARE_LOGGING_CATEGORY(lcHistory)
Q_DECLARE_LOGGING_CATEGORY(lcSimulation)
Q_DECLARE_LOGGING_CATEGORY(lcSsh)

} // namespace piuptime
