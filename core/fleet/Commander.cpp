// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Commander.h"

#include "core/agent/protocol/Allowance.h"
#include "core/agent/protocol/Command.h"
#include "core/async/ReadyFuture.h"

namespace piuptime::fleet {

Commander::Commander(Services services)
    : m_services(std::move(services))
{
    connect(m_services.reports, &Reports::commandEnded, this, &Commander::ended);
}

QFuture<Result<ActionResult>> Commander::act(const DeviceId &device, const Action &action)
{
    const auto route = m_services.reports->routeTo(device);
    if (!route)
        return async::readyFuture<Result<ActionResult>>(
            fail(ErrorKind::NotFound, "its agent has not told that it takes commands"));
    if (route->report.challenge.empty())
        return async::readyFuture<Result<ActionResult>>(
            fail(ErrorKind::Unauthorized, "commands are off on this Pi: name this console's key in its agent.toml"));
    if (!agent::allows(route->report.allowed, action))
        return async::readyFuture<Result<ActionResult>>(
            fail(ErrorKind::Unauthorized, "agent.toml on this Pi does not allow it", wordsOf(action)));
    std::string &lastUsed = m_lastUsed[device];
    if (lastUsed == route->report.challenge)
        return async::readyFuture<Result<ActionResult>>(
            fail(ErrorKind::Conflict, "the agent has just been told something; it is ready again in a few seconds"));
    if (!m_services.secret)
        return async::readyFuture<Result<ActionResult>>(
            fail(ErrorKind::NotFound, "this console has nowhere to keep a key to sign with"));

    auto promise = std::make_shared<QPromise<Result<ActionResult>>>();
    promise->start();
    const std::string challenge = route->report.challenge;
    lastUsed = challenge;
    m_waiting.emplace(challenge, promise);
    m_services.secret().then(this, [this, route = *route, action, challenge](const Result<Secret> &secret) {
        Result<void> sent = secret ? send(route, action, *secret) : tl::unexpected(secret.error());
        const auto waiting = m_waiting.find(challenge);
        if (sent || waiting == m_waiting.end())
            return;
        waiting->second->addResult(tl::unexpected(std::move(sent).error()));
        waiting->second->finish();
        m_waiting.erase(waiting);
    });
    QTimer::singleShot(m_services.patience, this, [this, challenge] {
        const auto waiting = m_waiting.find(challenge);
        if (waiting == m_waiting.end())
            return;
        waiting->second->addResult(fail(ErrorKind::Timeout, "the agent did not answer; it may have done it or not"));
        waiting->second->finish();
        m_waiting.erase(waiting);
    });
    return promise->future();
}

Result<void> Commander::send(const Reports::Route &route, const Action &action, const Secret &secret)
{
    const UtcTime expires = m_services.clock->utcNow() + m_services.patience;
    auto message = agent::sign({route.agent, route.report.challenge, expires, action}, secret);
    if (!message)
        return tl::unexpected(std::move(message).error());
    return m_services.brokers->command(route.broker, route.agent, std::move(*message));
}

void Commander::ended(const std::string &challenge, bool succeeded, const std::string &told)
{
    const auto waiting = m_waiting.find(challenge);
    if (waiting == m_waiting.end())
        return;
    waiting->second->addResult(ActionResult{succeeded, succeeded ? 0 : 1, told});
    waiting->second->finish();
    m_waiting.erase(waiting);
}

QFuture<Result<std::string>> Commander::publicKey()
{
    if (!m_services.secret)
        return async::readyFuture<Result<std::string>>(
            fail(ErrorKind::NotFound, "this console has nowhere to keep a key to sign with"));
    return m_services.secret().then([](const Result<Secret> &secret) -> Result<std::string> {
        if (!secret)
            return tl::unexpected(secret.error());
        const auto key = agent::keyOf(*secret);
        if (!key)
            return tl::unexpected(key.error());
        return agent::encodeCommandKey(*key);
    });
}

} // namespace piuptime::fleet
