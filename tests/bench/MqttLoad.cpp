// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/MqttLoad.h"

#include "core/agent/batch/LiveEncoder.h"
#include "core/agent/protocol/Topics.h"
#include "core/mqtt/MosquittoClient.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace piuptime::bench {
namespace {

constexpr std::size_t kWindow = 500; ///< messages on their way, of each connection

/// One connection, and what is on its way.
struct Connection {
    std::unique_ptr<mqtt::Client> client;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t onTheirWay = 0;
    bool isConnected = false;

    bool open(quint16 port, int number)
    {
        mqtt::ClientOptions options;
        options.host = "127.0.0.1";
        options.port = port;
        options.clientId = "load-" + std::to_string(number) + '-' + std::to_string(getpid());
        mqtt::ClientEvents events;
        events.connected = [this](mqtt::Protocol) {
            const std::lock_guard lock(mutex);
            isConnected = true;
            changed.notify_all();
        };
        events.published = [this](std::uint64_t) {
            const std::lock_guard lock(mutex);
            --onTheirWay;
            if (onTheirWay == kWindow / 2 || onTheirWay == 0)
                changed.notify_all();
        };
        client = std::move(*mqtt::makeMosquittoClient(options, events));
        client->start();
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(20), [this] { return isConnected; });
    }
    void publish(std::string topic, std::string payload, mqtt::Retain retain = mqtt::Retain::No)
    {
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return onTheirWay < kWindow; });
            ++onTheirWay;
        }
        if (!client->publish({std::move(topic), std::move(payload), mqtt::Qos::AtLeastOnce, retain}))
            std::abort(); // within the window nothing may be refused
    }
    void drain()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return onTheirWay == 0; });
    }
};

/// One agent: its encoder and the number it is at.
struct Agent {
    std::string name;
    std::string boot;
    std::uint64_t sequence = 0;
    std::unique_ptr<agent::LiveEncoder> encoder;

    explicit Agent(int number)
        : name("agent" + std::to_string(number))
        , boot("boot-of-" + name)
        , encoder(std::make_unique<agent::LiveEncoder>(agent::Sender{name, {}, name, boot, 0}))
    {
    }
    [[nodiscard]] Reading reading(int values)
    {
        Reading reading;
        reading.bootId = boot;
        reading.sequence = sequence;
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        reading.receivedAt = SystemClock().utcNow();
        reading.uptimeSeconds =
            static_cast<double>(std::chrono::duration_cast<Milliseconds>(now).count()) / 1000; // says when it was sent
        const double wave = std::round(std::sin(static_cast<double>(sequence) / 50) * 100) / 10;
        for (int i = 0; i < values; ++i)
            reading.samples.push_back({{Metric::CoreUsage, "cpu" + std::to_string(100 + i)}, 50 + wave + i % 7});
        ++sequence;
        return reading;
    }
};

int run(const MqttLoad &load)
{
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < load.connections; ++i) {
        connections.push_back(std::make_unique<Connection>());
        if (!connections.back()->open(load.port, i))
            return 1;
    }
    std::vector<std::thread> threads;
    const std::string prefix = load.prefix.toStdString();
    for (int c = 0; c < load.connections; ++c) {
        threads.emplace_back([&, c] {
            Connection &connection = *connections[static_cast<std::size_t>(c)];
            std::vector<Agent> agents;
            for (int i = c; i < load.agents; i += load.connections)
                agents.emplace_back(load.firstAgent + i);
            if (agents.empty())
                return;
            const int messages = load.messages / load.connections;
            const double each = load.perSecond > 0 ? load.connections / load.perSecond : 0;
            const auto start = std::chrono::steady_clock::now();
            for (int i = 0; i < messages; ++i) {
                Agent &agent = agents[static_cast<std::size_t>(i) % agents.size()];
                if (each > 0)
                    std::this_thread::sleep_until(start + std::chrono::duration<double>(each * i));
                auto encoded = agent.encoder->encode(agent.reading(load.values));
                if (!encoded.dictionary.empty())
                    connection.publish(agent::topicOf(prefix, agent.name, agent::Channel::Dictionary),
                                       std::move(encoded.dictionary), mqtt::Retain::Yes);
                connection.publish(agent::topicOf(prefix, agent.name, agent::Channel::Live), std::move(encoded.row));
            }
            connection.drain();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return 0;
}

} // namespace

QStringList MqttLoad::arguments() const
{
    return {
        QStringLiteral("--load"),   QString::number(port),      QString::number(agents),   QString::number(connections),
        QString::number(values),    QString::number(perSecond), QString::number(messages), prefix,
        QString::number(firstAgent)};
}

int MqttLoad::runIfAsked(const QStringList &arguments)
{
    constexpr int kCount = 9;
    const qsizetype at = arguments.indexOf(QStringLiteral("--load"));
    if (at < 0 || arguments.size() < at + kCount)
        return -1;
    MqttLoad load;
    load.port = arguments.at(at + 1).toUShort();
    load.agents = arguments.at(at + 2).toInt();
    load.connections = arguments.at(at + 3).toInt();
    load.values = arguments.at(at + 4).toInt();
    load.perSecond = arguments.at(at + 5).toDouble();
    load.messages = arguments.at(at + 6).toInt();
    load.prefix = arguments.at(at + 7);
    load.firstAgent = arguments.at(at + 8).toInt();
    return run(load);
}

} // namespace piuptime::bench
