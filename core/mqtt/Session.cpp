// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/Session.h"

#include <mosquitto.h>
#include <mqtt_protocol.h>

namespace piuptime::mqtt {
namespace {

struct Refusal {
    ErrorKind kind;
    const char *detail;
};

/// The reasons for which MQTT 5, and the return codes for which 3.1.1, ends a beginning.
Refusal refusalOf(int reason)
{
    switch (reason) {
    case CONNACK_REFUSED_BAD_USERNAME_PASSWORD:
    case MQTT_RC_BAD_USERNAME_OR_PASSWORD:
        return {ErrorKind::Unauthorized, "the broker does not accept this user and password"};
    case CONNACK_REFUSED_NOT_AUTHORIZED:
    case MQTT_RC_NOT_AUTHORIZED:
        return {ErrorKind::Unauthorized, "the broker does not let this client in: look at its users, access list and "
                                         "certificates"};
    case MQTT_RC_BANNED:
        return {ErrorKind::Unauthorized, "the broker has banned this client"};
    case CONNACK_REFUSED_IDENTIFIER_REJECTED:
    case MQTT_RC_CLIENTID_NOT_VALID:
        return {ErrorKind::Unauthorized, "the broker does not accept this client id"};
    case CONNACK_REFUSED_SERVER_UNAVAILABLE:
    case MQTT_RC_SERVER_UNAVAILABLE:
    case MQTT_RC_SERVER_BUSY:
        return {ErrorKind::Unreachable, "the broker is there but takes nobody at the moment"};
    case CONNACK_REFUSED_PROTOCOL_VERSION:
    case MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION:
        return {ErrorKind::Unreachable, "the broker does not know this version of MQTT"};
    default:
        return {ErrorKind::Unreachable, nullptr};
    }
}

bool isAboutProtocol(int reason)
{
    return reason == CONNACK_REFUSED_PROTOCOL_VERSION || reason == MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION;
}

} // namespace

void Session::setRefused(int reason, Protocol protocol)
{
    m_isProtocolRefused = isAboutProtocol(reason);
    const Refusal refusal = refusalOf(reason);
    const char *words =
        protocol == Protocol::Mqtt5 ? mosquitto_reason_string(reason) : mosquitto_connack_string(reason);
    m_refusal = Error{refusal.kind, refusal.detail != nullptr ? refusal.detail : words, {}};
}

Error Session::hungUp()
{
    // A broker that knows no MQTT 5 may hang up without a word.
    m_wasHungUp = true;
    m_isProtocolRefused = m_isProtocolRefused || !m_isConnected;
    return {
        ErrorKind::Unreachable, m_isConnected ? "the broker ended the connection" : "the broker hung up at once", {}};
}

Error ending::noAnswer()
{
    return {ErrorKind::Timeout, "the broker did not answer in time", {}};
}

Error ending::silence()
{
    return {ErrorKind::Timeout, "the broker fell silent", {}};
}

Error ending::noTls()
{
    return {ErrorKind::Unauthorized,
            "TLS could not be agreed on: does this port of the broker speak TLS, and does it accept our certificate?",
            {}};
}

Error ending::noMqtt()
{
    return {ErrorKind::Corrupt, "what answers is no MQTT broker, or is damaged on its way", {}};
}

Error ending::tooLarge()
{
    return {ErrorKind::Overloaded, "a message is larger than may be", {}};
}

Error ending::certificates(const std::string &refusal)
{
    return {ErrorKind::Unauthorized, "certificates: " + refusal, {}};
}

Error notAFilter(const std::string &filter)
{
    return {ErrorKind::InvalidInput, "not a topic filter: '" + filter + '\'', {}};
}

Error notGranted(const std::string &filter)
{
    return {ErrorKind::Unauthorized, "the broker refuses the subscription to '" + filter + '\'', {}};
}

} // namespace piuptime::mqtt
