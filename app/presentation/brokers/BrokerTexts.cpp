// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/brokers/BrokerTexts.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace piuptime::presentation {

QString BrokerTexts::state(const BrokerState *state, UtcTime now)
{
    if (state == nullptr)
        return tr("Switched off");
    switch (state->connection) {
    case BrokerState::Connection::Connecting:
        return tr("Connecting");
    case BrokerState::Connection::Connected:
        return state->isOldProtocol ? tr("Connected, MQTT 3.1.1") : tr("Connected, MQTT 5");
    case BrokerState::Connection::Waiting:
        break;
    }
    if (state->nextAttemptAt <= now)
        return tr("Not connected");
    return tr("Not connected, again in %1")
        .arg(Formatting::shortAge(std::chrono::ceil<Seconds>(state->nextAttemptAt - now)));
}

QString BrokerTexts::detail(const BrokerConfig &broker, const BrokerState *state)
{
    if (state == nullptr)
        return tr("It is not listened to until it is switched on.");
    if (state->error)
        return Texts::error(*state->error);
    const bool isConnected = state->connection == BrokerState::Connection::Connected;
    if (isConnected && state->isOldProtocol && !broker.group.empty())
        return tr("MQTT 3.1.1 shares no load: this console reads everything, whatever its group.");
    return {};
}

HealthLevel BrokerTexts::level(const BrokerState *state)
{
    if (state == nullptr || state->connection == BrokerState::Connection::Connecting)
        return HealthLevel::Unknown;
    const bool isWell = state->connection == BrokerState::Connection::Connected && !state->error;
    return isWell ? HealthLevel::Ok : HealthLevel::Attention;
}

QString BrokerTexts::format(const std::string &format)
{
    struct Known {
        std::string_view format;
        const char *name;
    };
    static constexpr std::array kNames{
        Known{"rpi-reporter", "RPi-Reporter"},
        Known{"rpi-mqtt-monitor", "rpi-mqtt-monitor"},
        Known{"telegraf", "Telegraf"},
        Known{"glances", "Glances"},
        Known{"collectd", "collectd"},
        Known{"tasmota", "Tasmota"},
        Known{"home-assistant", "Home Assistant"},
        Known{"sparkplug-b", "Sparkplug B"},
    };
    if (format.empty())
        return tr("unknown");
    if (format == "agent")
        return tr("Pi Uptime agent");
    if (format == "bound")
        return tr("bound by hand");
    const auto known = std::ranges::find(kNames, format, &Known::format);
    return known == kNames.end() ? shown(format, 64) : QString::fromLatin1(known->name);
}

QString BrokerTexts::rate(double perSecond)
{
    constexpr double kSlow = 0.95; // less than that is counted by the minute
    if (!std::isfinite(perSecond))
        return Formatting::number(perSecond, 0);
    if (perSecond >= kSlow || perSecond == 0)
        return tr("%1/s", "messages a second")
            .arg(Formatting::number(perSecond, perSecond < 9.5 && perSecond > 0 ? 1 : 0));
    return tr("%1/min", "messages a minute").arg(Formatting::number(perSecond * 60, perSecond * 60 < 9.5 ? 1 : 0));
}

const BrokerState *findState(const std::vector<BrokerState> &states, const std::string &name)
{
    const auto found = std::ranges::find(states, name, &BrokerState::name);
    return found == states.end() ? nullptr : &*found;
}

} // namespace piuptime::presentation
