// SPDX-License-Identifier: GPL-3.0-or-later
// Lines as messages to an MQTT broker.
#include "core/gateway/see/LineCursor.h"
#include "core/gateway/see/LogSink.h"
#include "core/mqtt/MosquittoClient.h"

#include <condition_variable>
#include <fstream>
#include <mutex>

namespace piuptime::gateway {

namespace {

constexpr Milliseconds kPatience{500};

class MqttSink final : public LogSink
{
public:
    explicit MqttSink(MqttLogConfig config)
        : m_config(std::move(config))
    {
    }
    ~MqttSink() override
    {
        if (m_client)
            m_client->stop();
    }

    [[nodiscard]] std::string_view name() const override { return "mqtt"; }

    [[nodiscard]] Result<void> write(std::string_view lines) override
    {
        if (const auto started = start(); !started)
            return started;
        awaitConnection();
        return m_cursor.each(lines, [this](std::string_view line) -> Result<void> {
            const auto sent = m_client->publish({.topic = m_config.topic, .payload = std::string(line)});
            if (!sent)
                return fail(sent.error(), "publishing to the broker at " + m_config.host);
            return {};
        });
    }

private:
    mqtt::ClientEvents events()
    {
        mqtt::ClientEvents events;
        events.connected = [this](mqtt::Protocol) { setConnected(true); };
        events.disconnected = [this](const Error &, Milliseconds) { setConnected(false); };
        return events;
    }
    void setConnected(bool isConnected)
    {
        const std::scoped_lock lock(m_mutex);
        m_isConnected = isConnected;
        m_changed.notify_one();
    }
    /// At the start that takes a moment, which is no trouble yet.
    void awaitConnection()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kPatience, [this] { return m_isConnected; });
    }

    Result<void> start()
    {
        if (m_client)
            return {};
        mqtt::ClientOptions options;
        options.host = m_config.host;
        options.port = m_config.port;
        options.user = m_config.user;
        if (!m_config.passwordFile.empty()) {
            std::ifstream file(m_config.passwordFile);
            std::string line;
            if (!std::getline(file, line))
                return fail(ErrorKind::NotFound, "no password can be read from " + m_config.passwordFile);
            options.password = Secret(std::move(line));
        }
        auto client = mqtt::makeMosquittoClient(std::move(options), events());
        if (!client)
            return tl::unexpected(client.error());
        m_client = std::move(*client);
        m_client->start();
        return {};
    }

    const MqttLogConfig m_config;
    std::mutex m_mutex; ///< guards `m_isConnected`
    std::condition_variable m_changed;
    bool m_isConnected = false;
    LineCursor m_cursor; // of the sink's thread alone
    std::unique_ptr<mqtt::Client> m_client;
};

} // namespace

std::unique_ptr<LogSink> makeMqttSink(MqttLogConfig config)
{
    return std::make_unique<MqttSink>(std::move(config));
}

} // namespace piuptime::gateway
