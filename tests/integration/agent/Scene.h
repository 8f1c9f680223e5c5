// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/agent/AgentProcess.h"
#include "tests/integration/agent/MqttConsole.h"
#include "tests/support/MosquittoBroker.h"
#include "tests/support/Verify.h"

#include <QTest>

namespace piuptime::test {

inline constexpr int kPatienceMs = 40'000;

inline mqtt::ClientOptions consoleOptions(quint16 port)
{
    mqtt::ClientOptions options;
    options.host = "127.0.0.1";
    options.port = port;
    options.clientId = "console";
    options.backoff = {Milliseconds(50), Milliseconds(200), 2.0};
    return options;
}

/// Broker, agent and console without passwords and certificates.
struct Scene {
    /// \param broker further lines of the settings under `[broker]`
    explicit Scene(const QByteArray &broker = {}, const QByteArray &tables = {})
        : started(MosquittoBroker::start({}))
        , console(consoleOptions(started ? (*started)->port() : 0))
    {
        if (!started)
            return;
        settings =
            "host = \"127.0.0.1\"\ntls = false\nport = " + QByteArray::number((*started)->port()) + "\n" + broker;
        agent.setSettings(settings, tables);
    }

    [[nodiscard]] MosquittoBroker &broker() const { return **started; }

    Result<std::unique_ptr<MosquittoBroker>> started;
    QByteArray settings; ///< under `[broker]`
    AgentProcess agent;
    MqttConsole console;
};

} // namespace piuptime::test

/// A scene, or the end of the test where there is no broker.
#define SCENE(name, ...)                                                                                               \
    piuptime::test::Scene name __VA_ARGS__;                                                                            \
    QVERIFY2(name.started, name.started ? "" : name.started.error().describe().c_str())

#define SOON(condition) QTRY_VERIFY2_WITH_TIMEOUT(condition, scene.agent.log().constData(), piuptime::test::kPatienceMs)
