// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Broker.h"
#include "core/model/Health.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace piuptime::presentation {

/// Brokers in sentences of the user's language. All of it is plain text. Thread-safe.
class BrokerTexts
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::BrokerTexts)
public:
    /// In a few words: `Connected, MQTT 5`, `Not connected, again in 12 s`. \param state null: it is not enabled
    [[nodiscard]] static QString state(const BrokerState *state, UtcTime now);
    /// What there is to say beside the state: why it is not connected, or does not do all that is configured. May be
    /// empty.
    [[nodiscard]] static QString detail(const BrokerConfig &broker, const BrokerState *state);
    [[nodiscard]] static HealthLevel level(const BrokerState *state);

    /// What a topic looks like: `Telegraf`, or that nobody knows.
    [[nodiscard]] static QString format(const std::string &format);
    /// `12/s`, `6/min`; an en dash until it is known.
    [[nodiscard]] static QString rate(double perSecond);
};

/// The state of a broker by its name; null: there is none.
[[nodiscard]] const BrokerState *findState(const std::vector<BrokerState> &states, const std::string &name);

} // namespace piuptime::presentation
