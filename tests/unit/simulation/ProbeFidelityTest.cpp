// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Probe.h"
#include "core/simulation/PiCommands.h"
#include "core/simulation/PiFiles.h"
#include "core/simulation/PiProbe.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kReference = fromMsUtc(1'700'000'000'000);
constexpr std::string_view kNonce = "0123456789abcdef0123456789abcdef";

void writeFile(const QString &path, const std::string &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
}

void writeProgram(const QString &path, const std::string &script)
{
    writeFile(path, "#!/bin/sh\n" + script);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

/// The simulated Pi as a directory: its files under `root`, its commands as small programs under `bin`.
class PiOnDisk
{
public:
    explicit PiOnDisk(const SimulatedPi &pi)
    {
        FileTree tree = fastFiles(pi);
        tree.merge(slowFiles(pi));
        for (const auto &[path, bytes] : tree)
            writeFile(root() + QLatin1Char('/') + QString::fromStdString(path), bytes);
        std::vector<CommandAnswer> answers = firmwareAnswers(pi);
        std::ranges::move(commandAnswers(pi), std::back_inserter(answers));
        std::ranges::move(upsAnswers(pi), std::back_inserter(answers));
        writeCommands(answers);
        writeProgram(bin() + QStringLiteral("/sudo"), "shift\nexec \"$@\"\n");
        linkTools();
    }

    /// What the real script says to `ask` under the shell `shell`.
    QByteArray run(const QStringList &shell, const collect::Ask &ask) const
    {
        QProcess process;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), bin());
        environment.insert(QStringLiteral("PIUPTIME_ROOT"), root());
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        process.setProcessEnvironment(environment);
        process.start(QStandardPaths::findExecutable(shell.first()), shell.mid(1));
        process.write(QByteArray::fromStdString(collect::probeScript(kNonce)));
        while (!process.peek(1 << 16).contains("version 1\n") && process.waitForReadyRead(20'000)) {
        }
        process.readAllStandardOutput();
        process.write(QByteArray::fromStdString(collect::askLine(kNonce, ask)));
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            process.kill();
        return process.readAllStandardOutput();
    }

private:
    QString root() const { return m_directory.filePath(QStringLiteral("root")); }
    QString bin() const { return m_directory.filePath(QStringLiteral("bin")); }

    /// One program for each name, which answers by its arguments.
    void writeCommands(const std::vector<CommandAnswer> &answers) const
    {
        std::map<std::string, std::string> programs;
        int number = 0;
        for (const CommandAnswer &answer : answers) {
            const std::size_t blank = answer.command.find(' ');
            const std::string name = answer.command.substr(0, blank);
            const std::string arguments = blank == std::string::npos ? "" : answer.command.substr(blank + 1);
            const QString output = m_directory.filePath(QStringLiteral("output-%1").arg(number++));
            writeFile(output, answer.output);
            programs[name] += "[ \"$*\" = '" + arguments + "' ] && { cat " + output.toStdString() + "; exit "
                              + std::to_string(answer.exitStatus) + "; }\n";
        }
        for (const auto &[name, script] : programs)
            writeProgram(bin() + QLatin1Char('/') + QString::fromStdString(name), script + "exit 99\n");
    }

    /// The plain tools every Pi has, from this machine.
    void linkTools() const
    {
        for (const char *tool : {"cat", "dd", "grep", "head", "ls", "nice", "od", "printf", "sh", "timeout", "tr",
                                 "true", "env", "echo", "pwd", "sed", "cut", "sort"}) {
            const QString name = QString::fromLatin1(tool);
            for (const char *directory : {"/usr/bin/", "/bin/"}) {
                const QString path = QString::fromLatin1(directory) + name;
                if (QFile::exists(path) && QFile::link(path, bin() + QLatin1Char('/') + name))
                    break;
            }
        }
    }

    QTemporaryDir m_directory;
};

UpsSource upsOf(UpsSource::Kind kind)
{
    UpsSource ups;
    ups.kind = kind;
    ups.nutName = kind == UpsSource::Kind::Nut ? "cabinet" : "";
    ups.address = kind == UpsSource::Kind::Ina219 ? 0x42 : 0;
    ups.cells = kind == UpsSource::Kind::Ina219 ? 2 : 1;
    return ups;
}

std::string simulatedAnswer(const SimulatedPi &pi, const collect::Ask &ask)
{
    PiProbe probe;
    std::string output;
    bool runs = probe.feed(collect::probeScript(kNonce), pi, Honesty::Plain, output);
    output.clear();
    runs = runs && probe.feed(collect::askLine(kNonce, ask), pi, Honesty::Plain, output);
    return runs ? output : std::string();
}

/// Sections by name, so that a difference names its section.
std::map<std::string, std::string> sectionsOf(std::string_view bytes)
{
    collect::RecordDecoder decoder;
    decoder.expect(kNonce);
    const auto whole = decoder.feed(bytes);
    std::map<std::string, std::string> sections;
    if (!whole || !*whole)
        return sections;
    for (const collect::Section &section : decoder.sections())
        sections[std::string(section.name)] = section.bytes;
    return sections;
}

Reading readingOf(std::string_view bytes)
{
    collect::RecordDecoder decoder;
    decoder.expect(kNonce);
    collect::ReadingBuilder builder;
    const auto whole = decoder.feed(bytes);
    return whole && *whole ? builder.build(decoder.sections(), kReference, {}) : Reading{};
}

} // namespace

/// The simulation is only worth something if it answers as the real script does on a real tree of files.
class ProbeFidelityTest : public QObject
{
    Q_OBJECT
private slots:
    void theSimulatedAnswerIsWhatTheScriptSaysOfTheSamePi_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("upsKind");
        QTest::addColumn<QStringList>("shell");
        const QStringList dash{QStringLiteral("dash")};
        const QStringList ash{QStringLiteral("busybox"), QStringLiteral("ash")};
        const auto cast = castOf(24, 1, kReference);
        std::set<BoardKind> seen;
        for (std::size_t i = 0; i < cast.size(); ++i) {
            const bool interesting = cast[i].story != Story::Healthy;
            if (seen.insert(cast[i].board->kind).second || interesting)
                QTest::addRow("dash, %s", cast[i].name.c_str()) << int(i) << -1 << dash;
        }
        for (int kind = 0; kind < 4; ++kind)
            QTest::addRow("busybox ash, UPS of kind %d", kind) << 8 << kind << ash;
    }

    void theSimulatedAnswerIsWhatTheScriptSaysOfTheSamePi()
    {
        QFETCH(int, index);
        QFETCH(int, upsKind);
        QFETCH(QStringList, shell);
        PiProfile profile = castOf(24, 1, kReference)[static_cast<std::size_t>(index)];
        if (upsKind >= 0)
            profile.ups = upsOf(static_cast<UpsSource::Kind>(upsKind));
        SimulatedPi pi(profile, kReference - 1h);
        pi.advanceTo(kReference);
        collect::Ask ask;
        ask.slow = true;
        if (profile.ups)
            ask.ups = {*profile.ups};

        const QByteArray real = PiOnDisk(pi).run(shell, ask);
        const std::string simulated = simulatedAnswer(pi, ask);

        const auto realSections = sectionsOf({real.constData(), static_cast<std::size_t>(real.size())});
        const auto simulatedSections = sectionsOf(simulated);
        QVERIFY2(!realSections.empty(), real.constData());
        for (const auto &[name, bytes] : realSections) {
            const auto same = simulatedSections.find(name);
            QVERIFY2(same != simulatedSections.end(), name.c_str());
            QCOMPARE(QByteArray::fromStdString(same->second), QByteArray::fromStdString(bytes));
        }
        QCOMPARE(simulatedSections.size(), realSections.size());
        QCOMPARE(QByteArray::fromStdString(simulated), real);
    }

    void theReadingHoldsWhatTheModelIs()
    {
        for (PiProfile &profile : castOf(24, 1, kReference)) {
            SimulatedPi pi(std::move(profile), kReference - 1h);
            pi.advanceTo(kReference);
            collect::Ask ask;
            ask.slow = true;
            if (pi.profile().ups)
                ask.ups = {*pi.profile().ups};
            const Reading reading = readingOf(simulatedAnswer(pi, ask));
            QCOMPARE(reading.bootId, pi.state().bootId);
            QVERIFY(std::abs(reading.value(Metric::SocTemperature).value_or(0) - pi.state().socCelsius) < 0.6);
            QCOMPARE(static_cast<unsigned>(reading.value(Metric::ThrottleWord).value_or(-1)),
                     pi.state().throttleSinceBoot << 16 | pi.state().throttleNow);
            QCOMPARE(*reading.fact(FactKey::Model), std::string(pi.profile().board->model));
            QCOMPARE(*reading.fact(FactKey::HostName), pi.profile().name);
            QCOMPARE(*reading.fact(FactKey::Serial), pi.profile().serial);
            QVERIFY(reading.value(Metric::FilesystemUsedPercent, "/").has_value());
            QCOMPARE(reading.value(Metric::UnitsFailed).value_or(-1), double(pi.failedUnits().size()));
            if (pi.profile().board->kind == BoardKind::Five) {
                QVERIFY(std::abs(reading.value(Metric::ExternalVoltage).value_or(0) - pi.state().inputVolts) < 0.01);
                QVERIFY(reading.value(Metric::BoardPower).value_or(0) > 1);
            }
            for (const Fact &fact : reading.facts)
                QVERIFY2(fact.key != FactKey::Problem, (pi.profile().name + ": " + fact.instance + fact.text).c_str());
        }
    }

    void theUpsReadsAsTheModelHasIt()
    {
        for (const auto kind :
             {UpsSource::Kind::Nut, UpsSource::Kind::Ina219, UpsSource::Kind::Max1704x, UpsSource::Kind::PiSugar}) {
            PiProfile profile = castOf(24, 1, kReference)[8];
            const UpsSource ups = upsOf(kind);
            profile.ups = ups;
            SimulatedPi pi(profile, kReference - 1h);
            pi.advanceTo(kReference + 30min);
            collect::Ask ask;
            ask.ups = {ups};
            const Reading reading = readingOf(simulatedAnswer(pi, ask));
            const auto charge = std::ranges::find(reading.samples, Metric::UpsCharge,
                                                  [](const Sample &sample) { return sample.series.metric; });
            QVERIFY(charge != reading.samples.end());
            QVERIFY2(std::abs(charge->value - pi.state().upsCharge) < 1.0, std::to_string(charge->value).c_str());
        }
    }

    void aShellThatIsToldSomethingElseEnds()
    {
        SimulatedPi pi(castOf(1, 1, kReference)[0], kReference);
        PiProbe probe;
        std::string output;
        QVERIFY(probe.feed(collect::probeScript(kNonce), pi, Honesty::Plain, output));
        QVERIFY(probe.isGreeted());
        QVERIFY(!probe.feed("rm -rf /\n", pi, Honesty::Plain, output));
    }

    void hostileValuesStillMakeAReadingWithoutControlCharacters()
    {
        SimulatedPi pi(castOf(24, 1, kReference)[14], kReference);
        PiProbe probe;
        std::string output;
        collect::Ask ask;
        ask.slow = true;
        QVERIFY(probe.feed(collect::probeScript(kNonce), pi, Honesty::Hostile, output));
        output.clear();
        QVERIFY(probe.feed(collect::askLine(kNonce, ask), pi, Honesty::Hostile, output));
        QVERIFY(output.find('\x1b') != std::string::npos);
        QVERIFY(output.find('\0') != std::string::npos);
        const Reading reading = readingOf(output);
        QVERIFY(!reading.facts.empty());
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
        for (const Fact &fact : reading.facts) {
            QVERIFY(std::ranges::none_of(fact.text, isControl));
            QVERIFY(std::ranges::none_of(fact.instance, isControl));
        }
    }
};

QTEST_GUILESS_MAIN(ProbeFidelityTest)
#include "ProbeFidelityTest.moc"
