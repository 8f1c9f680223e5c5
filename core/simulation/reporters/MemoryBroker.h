// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>

namespace piuptime::simulation {

/// An MQTT broker made of memory, for clients in this process: topics with wildcards, retained messages, wills. It has
/// no network, no thread and no bounds: who runs it calls `deliver`, which is the thread of all its clients' events,
/// and trusts them. What is published is acknowledged as it is delivered, whatever its QoS.
class MemoryBroker : public std::enable_shared_from_this<MemoryBroker>
{
public:
    /// \param host as which it is known; nobody answers a client that asks for another
    /// \param wake  called in any thread when there is something to deliver; must not block
    [[nodiscard]] static std::shared_ptr<MemoryBroker> create(
        std::string host, std::function<void()> wake = [] {});
    ~MemoryBroker();
    MemoryBroker(const MemoryBroker &) = delete;
    MemoryBroker &operator=(const MemoryBroker &) = delete;

    [[nodiscard]] const std::string &host() const { return m_host; }
    /// Thread-safe. A client that is destroyed without `stop` counts as lost: its will is sent.
    [[nodiscard]] std::unique_ptr<mqtt::Client> makeClient(mqtt::ClientOptions options, mqtt::ClientEvents events);
    /// Brings everything that waits to whom it concerns, in the calling thread. Not from within an event.
    void deliver();

private:
    class Session;
    class LocalClient;
    using Work = std::function<void()>;

    MemoryBroker(std::string host, std::function<void()> wake);
    void enqueue(Work work);
    // While events may be called, so with `m_delivering` held.
    void begin(const std::shared_ptr<Session> &session);
    void setFilters(Session &session, const std::vector<mqtt::Subscription> &subscriptions);
    void route(const mqtt::Outgoing &message);
    void end(const std::shared_ptr<Session> &session, bool isLost);

    std::string m_host;
    std::function<void()> m_wake;
    std::mutex m_delivering;                          ///< guards what follows, and the calls of events
    std::vector<std::shared_ptr<Session>> m_sessions; ///< connected
    std::map<std::string, std::string> m_retained;    ///< payload by topic
    std::mutex m_waitingMutex;                        ///< guards what follows
    std::deque<Work> m_waiting;
};

} // namespace piuptime::simulation
