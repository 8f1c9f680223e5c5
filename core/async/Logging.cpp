// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Logging.h"

namespace piuptime {

Q_LOGGING_CATEGORY(lcAsync, "piuptime.async", QtInfoMsg)
Q_LOGGING_CATEGORY(lcBroker, "piuptime.broker", QtInfoMsg)
Q_LOGGING_CATEGORY(lcConfig, "piuptime.config", QtInfoMsg)
Q_LOGGING_CATEGORY(lcFleet, "piuptime.fleet", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHistory, "piuptime.history", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSimulation, "piuptime.simulation", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSsh, "piuptime.ssh", QtInfoMsg)

} // namespace piuptime
