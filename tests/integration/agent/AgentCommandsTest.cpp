// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/UniqueFd.h"
#include "tests/integration/agent/Scene.h"

#include <QFile>

#include <csignal>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace piuptime;
using namespace piuptime::agent;
using namespace piuptime::test;
using namespace Qt::StringLiterals;

namespace {

/// An agent that may restart units and be told a cadence, whose systemd writes down what it is asked.
struct CommandedScene : Scene {
    CommandedScene()
        : Scene({}, "[commands]\nkeys = [\"" + QByteArray::fromStdString(encodeCommandKey(*keyOf(kSecret)))
                        + "\"]\nallow = [\"restart *\", \"cadence\"]\n")
    {
        QFile program(agent.folder() + u"/systemctl"_s);
        if (program.open(QFile::WriteOnly))
            program.write("#!/bin/sh\necho \"$@\" >>\"$(dirname \"$0\")/asked\"\necho done it\n");
        program.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        agent.addArguments({u"--systemctl"_s, program.fileName()});
    }

    [[nodiscard]] std::string challenge()
    {
        return console.look([](const AgentConsole &known) { return known.report.challenge; });
    }
    [[nodiscard]] Command command(Action action)
    {
        return {console.agent(), challenge(), SystemClock().utcNow() + Seconds(60), std::move(action)};
    }
    [[nodiscard]] bool send(const Command &command) { return console.say(Channel::Command, *sign(command, kSecret)); }
    [[nodiscard]] std::size_t results()
    {
        return console.look([](const AgentConsole &known) { return known.results.size(); });
    }
    [[nodiscard]] CommandResult lastResult()
    {
        return console.look([](const AgentConsole &known) { return known.results.back(); });
    }
    [[nodiscard]] QByteArray asked() const
    {
        QFile file(agent.folder() + u"/asked"_s);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    static inline const Secret kSecret = *makeCommandSecret();
};

} // namespace

class AgentCommandsTest : public QObject
{
    Q_OBJECT
private slots:
    void anAllowedCommandIsCarriedOutOnceAndTold();
    void aCommandIsGoodOnceAndInTimeOnly();
    void whatIsNotAllowedIsNotDone();
    void aStrangerIsNotObeyed();
    void aCadenceIsTakenUntilTheAgentStartsAnew();
    void withoutKeysNothingIsObeyed();
    void systemdIsKeptInformed();
};

#define COMMANDED(name)                                                                                                \
    CommandedScene name;                                                                                               \
    QVERIFY2(name.started, name.started ? "" : name.started.error().describe().c_str());                               \
    name.console.come();                                                                                               \
    name.agent.start();                                                                                                \
    SOON(!name.challenge().empty())

void AgentCommandsTest::anAllowedCommandIsCarriedOutOnceAndTold()
{
    COMMANDED(scene);
    QCOMPARE(scene.console.look([](const AgentConsole &known) { return known.report.allowed; }),
             (std::vector<std::string>{"restart *", "cadence"}));
    const std::string challenge = scene.challenge();
    QVERIFY(scene.send(scene.command({Action::Kind::RestartUnit, "nginx.service"})));
    SOON(scene.results() == 1);
    QVERIFY(scene.lastResult() == (CommandResult{challenge, true, "done it"}));
    QCOMPARE(scene.asked(), QByteArray("--no-ask-password restart -- nginx.service\n"));
    QVERIFY(scene.agent.log().contains("a console commands: restart nginx.service"));
    QVERIFY(scene.agent.log().contains("restart nginx.service was done: done it"));
}

void AgentCommandsTest::aCommandIsGoodOnceAndInTimeOnly()
{
    COMMANDED(scene);
    const Command command = scene.command({Action::Kind::RestartUnit, "a.service"});
    QVERIFY(scene.send(command));
    SOON(scene.results() == 1);
    QVERIFY(scene.send(command));
    SOON(scene.results() == 2);
    QVERIFY(!scene.lastResult().succeeded);
    QVERIFY(scene.lastResult().told.find("used already") != std::string::npos);
    SOON(scene.challenge() != command.challenge);

    Command late = scene.command({Action::Kind::RestartUnit, "a.service"});
    late.expires = SystemClock().utcNow() - Seconds(5);
    QVERIFY(scene.send(late));
    SOON(scene.results() == 3);
    QCOMPARE(scene.lastResult().told, "it has expired");
    QCOMPARE(scene.asked().count('\n'), qsizetype(1));
}

void AgentCommandsTest::whatIsNotAllowedIsNotDone()
{
    COMMANDED(scene);
    QVERIFY(scene.send(scene.command({Action::Kind::Reboot})));
    SOON(scene.results() == 1);
    QCOMPARE(scene.lastResult().told, "agent.toml does not allow it: reboot");
    QCOMPARE(scene.asked(), QByteArray());
}

void AgentCommandsTest::aStrangerIsNotObeyed()
{
    COMMANDED(scene);
    const Command command = scene.command({Action::Kind::RestartUnit, "a.service"});
    QVERIFY(scene.console.say(Channel::Command, *sign(command, *makeCommandSecret())));
    SOON(scene.results() == 1);
    QVERIFY(scene.lastResult().told.find("no key") != std::string::npos);
    for (int i = 0; i < 500; ++i)
        QVERIFY(scene.console.say(Channel::Command, "rubbish " + std::to_string(i)));
    const std::uint64_t before = scene.console.readings();
    SOON(scene.console.readings() >= before + 20); // readings go on
    QVERIFY(scene.results() < 40);
    QCOMPARE(scene.asked(), QByteArray());
}

void AgentCommandsTest::aCadenceIsTakenUntilTheAgentStartsAnew()
{
    COMMANDED(scene);
    QVERIFY(scene.send(scene.command({Action::Kind::SetCadence, {}, Seconds(3)})));
    SOON(scene.console.look([](const AgentConsole &known) { return known.report.cadence == Seconds(3); }));
    QCOMPARE(scene.lastResult().told, "cadence 3");
    QCOMPARE(scene.agent.stop(), 0);
    scene.agent.start();
    SOON(scene.console.look([](const AgentConsole &known) { return known.report.cadence == Seconds(1); }));
}

void AgentCommandsTest::withoutKeysNothingIsObeyed()
{
    SCENE(scene);
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 2);
    const Command command{scene.console.agent(), "-", SystemClock().utcNow() + Seconds(60), {Action::Kind::Reboot}};
    QVERIFY(scene.console.say(Channel::Command, *sign(command, *makeCommandSecret())));
    SOON(scene.console.look([](const AgentConsole &known) { return known.results.size() == 1; }));
    QCOMPARE(scene.console.look([](const AgentConsole &known) { return known.results[0].told; }),
             "commands are off: agent.toml names no key");
}

void AgentCommandsTest::systemdIsKeptInformed()
{
    SCENE(scene);
    const QByteArray path = (scene.agent.folder() + u"/notify"_s).toUtf8();
    const UniqueFd systemd(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    QCOMPARE(bind(systemd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QByteArrayList told;
    const auto hasTold = [&](const QByteArray &state) {
        QByteArray text(4096, '\0');
        for (ssize_t size = 0; (size = recv(systemd.get(), text.data(), static_cast<std::size_t>(text.size()), 0)) > 0;)
            told << text.left(size);
        return std::ranges::any_of(told, [&](const QByteArray &one) { return one.startsWith(state); });
    };
    scene.agent.setEnvironment(u"NOTIFY_SOCKET"_s, QString::fromUtf8(path));
    scene.agent.setEnvironment(u"WATCHDOG_USEC"_s, u"400000"_s);
    scene.agent.setEnvironment(u"JOURNAL_STREAM"_s, u"1:2"_s);
    scene.console.come();
    scene.agent.start();
    SOON(hasTold("READY=1"));
    SOON(hasTold("STATUS=connected to 127.0.0.1"));
    SOON(hasTold("WATCHDOG=1"));
    told.clear();
    scene.agent.signal(SIGHUP);
    SOON(hasTold("RELOADING=1\nMONOTONIC_USEC="));
    SOON(hasTold("READY=1"));
    told.clear();
    SOON(hasTold("WATCHDOG=1"));
    QCOMPARE(scene.agent.stop(), 0);
    QVERIFY(hasTold("STOPPING=1"));
    QVERIFY(scene.agent.log().startsWith("<6>"));
}

QTEST_GUILESS_MAIN(AgentCommandsTest)
#include "AgentCommandsTest.moc"
