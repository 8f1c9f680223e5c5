// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Actions.h"
#include "core/fleet/ProbeClient.h"
#include "core/fleet/SshLink.h"
#include "core/simulation/DemoFleet.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"
#include "tests/support/ScriptedPrompter.h"

#include <QCoro/QCoroTask>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds kPatience = 20s;
constexpr Milliseconds kImpatience = 700ms; ///< where a time-out is what is expected

QByteArray word(ErrorKind kind)
{
    const std::string_view text = piuptime::name(kind);
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

/// What the console's own client makes of each fault of a Pi: an error of the right kind, in time.
class ConsoleAgainstFaultsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        DemoFleet::Options options;
        options.network = 95;
        options.count = 16;
        auto fleet = DemoFleet::start(options);
        QVERIFY2(fleet, fleet ? "" : fleet.error().describe().c_str());
        m_fleet = std::move(*fleet);
        m_options.hostKeys = std::make_shared<ssh::HostKeys>(m_fleet->knownHostsFile());
        m_options.keys = std::make_shared<ssh::Identities>();
    }

    void cleanup()
    {
        if (m_link)
            m_link->close();
        m_link.reset();
        m_options.timeouts.keyExchange = kPatience;
        setFault(Fault::None);
    }

    void aHealthyPiIsRead()
    {
        const auto reading = read();
        QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
        QCOMPARE(*reading->fact(FactKey::HostName), m_fleet->profiles()[0].name);
        QVERIFY(m_person->asked.isEmpty());
    }

    void aFaultBeforeSignInEndsTheAttempt_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("kind");
        const auto row = [](Fault fault, ErrorKind kind) {
            QTest::newRow(std::string(name(fault)).c_str()) << static_cast<int>(fault) << word(kind);
        };
        row(Fault::Refuse, ErrorKind::Unreachable);
        row(Fault::HalfOpen, ErrorKind::Timeout);
        row(Fault::EndlessBanner, ErrorKind::Corrupt);
        row(Fault::NotSsh, ErrorKind::Corrupt);
        row(Fault::ChangedHostKey, ErrorKind::Unauthorized);
        row(Fault::RefuseSignIn, ErrorKind::Unauthorized);
    }

    void aFaultBeforeSignInEndsTheAttempt()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, kind);
        setFault(static_cast<Fault>(fault));
        m_options.timeouts.keyExchange = kind == word(ErrorKind::Timeout) ? kImpatience : kPatience;
        m_person->passwords.assign(10, "raspberry");
        m_person->replies.assign(10, {"raspberry"});
        const Result<void> opened = open();
        QVERIFY(!opened);
        QCOMPARE(word(opened.error().kind), kind);
        QVERIFY(opened.error().detail.find(m_fleet->server().address(0)) != std::string::npos);
    }

    void aFaultOfTheProbeEndsTheReading_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("kind");
        const auto row = [](Fault fault, ErrorKind kind) {
            QTest::newRow(std::string(name(fault)).c_str()) << static_cast<int>(fault) << word(kind);
        };
        row(Fault::Stall, ErrorKind::Timeout);
        row(Fault::HalfOpen, ErrorKind::Timeout);
        row(Fault::Slow, ErrorKind::Timeout);
        row(Fault::GarbageRecord, ErrorKind::Timeout);
        row(Fault::EndlessOutput, ErrorKind::Corrupt);
        row(Fault::TruncatedRecord, ErrorKind::Unreachable);
        row(Fault::ProbeDies, ErrorKind::Unreachable);
        row(Fault::Refuse, ErrorKind::Unreachable);
    }

    void aFaultOfTheProbeEndsTheReading()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, kind);
        const Result<void> opened = open();
        QVERIFY2(opened, opened ? "" : opened.error().describe().c_str());
        setFault(static_cast<Fault>(fault));
        const Result<Reading> reading = ask(kind == word(ErrorKind::Timeout) ? kImpatience : kPatience);
        QVERIFY(!reading);
        QCOMPARE(word(reading.error().kind), kind);
    }

    void hostileValuesAreReadAndMadeHarmless()
    {
        setFault(Fault::HostileValues);
        const auto reading = read();
        QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
        for (const Fact &fact : reading->facts)
            QVERIFY(std::ranges::none_of(fact.text, isControl) && std::ranges::none_of(fact.instance, isControl));
    }

    void theOtherPisDoNotNotice()
    {
        setFault(Fault::EndlessOutput);
        QVERIFY(open());
        const Result<Reading> broken = ask(kPatience);
        QVERIFY(!broken);
        for (std::size_t i = 2; i < 6; ++i) {
            const auto reading = read(i);
            QVERIFY2(reading, reading ? "" : reading.error().describe().c_str());
        }
    }

    void anActionOfTheConsoleHealsTheFailedUnit()
    {
        const std::size_t index = 4; // the story of the failed unit
        const auto before = read(index);
        QVERIFY(before);
        QCOMPARE(before->value(Metric::UnitsFailed).value_or(-1), 1.0);
        const auto command = fleet::commandFor({Action::Kind::RestartUnit, "nginx.service"});
        QVERIFY(command);
        const auto output = QCoro::waitFor(m_link->run(*command, Deadline::in(kPatience)));
        QVERIFY2(output, output ? "" : output.error().describe().c_str());
        QCOMPARE(output->exitStatus, 0);
        const auto after = ask(kPatience);
        QVERIFY(after);
        QCOMPARE(after->value(Metric::UnitsFailed).value_or(-1), 0.0);
    }

private:
    /// Until it has taken effect.
    void setFault(Fault fault)
    {
        m_fleet->server().setFault(0, fault);
        m_fleet->server().inspect(0, [](SimulatedPi &) {});
    }

    Result<void> open(std::size_t index = 0)
    {
        auto link = QCoro::waitFor(fleet::openSshLink(m_fleet->devices()[index], m_options, m_person));
        if (!link)
            return tl::unexpected(link.error());
        m_link = *link;
        auto shell = QCoro::waitFor(m_link->openShell(Deadline::in(kPatience)));
        if (!shell)
            return tl::unexpected(shell.error());
        m_probe = std::make_unique<fleet::ProbeClient>(*shell, std::make_shared<SystemClock>());
        return QCoro::waitFor(m_probe->start(Deadline::in(kPatience)));
    }

    Result<Reading> ask(Milliseconds time)
    {
        collect::Ask everything;
        everything.slow = true;
        return QCoro::waitFor(m_probe->ask(everything, Deadline::in(time)));
    }

    Result<Reading> read(std::size_t index = 0)
    {
        if (const auto opened = open(index); !opened)
            return tl::unexpected(opened.error());
        return ask(kPatience);
    }

    std::unique_ptr<DemoFleet> m_fleet;
    std::shared_ptr<test::ScriptedPrompter> m_person = std::make_shared<test::ScriptedPrompter>();
    ssh::SessionOptions m_options;
    std::shared_ptr<fleet::Link> m_link;
    std::unique_ptr<fleet::ProbeClient> m_probe;
};

QTEST_GUILESS_MAIN(ConsoleAgainstFaultsTest)
#include "ConsoleAgainstFaultsTest.moc"
