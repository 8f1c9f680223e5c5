// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/LocalProbe.h"
#include "core/agent/MailboxMessage.h"
#include "core/agent/SlowSections.h"
#include "tests/unit/collect/ProbeProcess.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstring>

using namespace piuptime;
using namespace piuptime::agent;
using collect::FakePi;
using collect::ProbeProcess;
using collect::Section;

namespace {

/// The sections that come from files alone, or from the firmware.
constexpr std::array kSharedSections{"files",      "slow-files", "device-tree", "root",
                                     "disk-paths", "throttled",  "clock-arm",   "volts-core",
                                     "temp",       "temp-pmic",  "pmic-adc",    "throttled-sysfs"};

/// Answers what `vcgencmd` of a fixture prints.
class RecordedFirmware final : public Firmware
{
public:
    explicit RecordedFirmware(const FakePi &pi)
        : m_answers(pi.environment().value(QStringLiteral("PIUPTIME_FAKE")) + QStringLiteral("/vcgencmd"))
    {
    }

    bool isThere() const override { return m_answers.exists(); }
    std::string ask(std::string_view command) override
    {
        ++questions;
        QString name = QString::fromLatin1(command.data(), static_cast<qsizetype>(command.size()));
        name.replace(QLatin1Char(' '), QLatin1Char('_'));
        QFile file(m_answers.filePath(m_answers.exists(name) ? name : QStringLiteral("default")));
        if (!file.open(QFile::ReadOnly))
            return {};
        std::string text = file.readAll().toStdString();
        return text.substr(0, text.find_last_not_of('\n') + 1); // as a shell takes it
    }

    int questions = 0;

private:
    QDir m_answers;
};

class SilentFirmware final : public Firmware
{
public:
    explicit SilentFirmware(int &questions)
        : m_questions(questions)
    {
    }
    bool isThere() const override { return true; }
    std::string ask(std::string_view /*command*/) override
    {
        ++m_questions;
        return {};
    }

private:
    int &m_questions;
};

QString rootOf(const FakePi &pi)
{
    return pi.environment().value(QStringLiteral("PIUPTIME_ROOT"));
}

LocalProbe localProbe(const FakePi &pi)
{
    auto root = Root::open(rootOf(pi).toStdString());
    Q_ASSERT(root);
    return {std::move(*root), std::make_unique<RecordedFirmware>(pi)};
}

/// Changes a file without making another one in its place, as the kernel does.
void change(const FakePi &pi, const char *path, const QByteArray &content)
{
    QFile file(rootOf(pi) + QLatin1Char('/') + QString::fromLatin1(path));
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    QCOMPARE(file.write(content), content.size());
}

std::string_view find(const std::vector<Section> &sections, std::string_view name)
{
    const auto found = std::ranges::find(sections, name, &Section::name);
    return found == sections.end() ? std::string_view() : found->bytes;
}

Reading built(collect::ReadingBuilder &builder, const std::vector<Section> &sections)
{
    const SystemClock clock;
    return builder.build(sections, clock.utcNow(), clock.monotonicNow());
}

bool dependsOnThisMachine(Metric metric)
{
    constexpr std::array metrics{Metric::ClockOffset, Metric::FilesystemSize, Metric::FilesystemUsed,
                                 Metric::FilesystemUsedPercent};
    return std::ranges::find(metrics, metric) != metrics.end();
}

/// Facts that do not come from the files of the fixture but from the machine that runs the test.
bool isOfThisMachine(const Fact &fact)
{
    return fact.key == FactKey::Architecture || fact.key == FactKey::NetworkAddress
           || fact.key == FactKey::TimeSynchronised;
}

} // namespace

class LocalProbeTest : public QObject
{
    Q_OBJECT
private slots:
    void itGivesTheVeryTextThatTheShellGives_data();
    void itGivesTheVeryTextThatTheShellGives();
    void itsReadingsAreThoseOfTheShell_data() { itGivesTheVeryTextThatTheShellGives_data(); }
    void itsReadingsAreThoseOfTheShell();
    void ratesAreMadeOfTheSameFiles();
    void aFirmwareThatDoesNotAnswerIsWaitedForOnce();
    void whatIsMissingIsSimplyAbsent();
    void aFolderThatIsNotThereIsTold();
    void theSandboxOfAServiceIsSeenThrough();
    void fileSystemsAreCountedAsByDf();
    void theAddressesOfThisMachineAreFound();
    void aQuestionToTheFirmwareIsLaidOutAsItExpects();
};

void LocalProbeTest::itGivesTheVeryTextThatTheShellGives_data()
{
    QTest::addColumn<QString>("model");
    for (const char *model : {"zero2w", "3b-plus", "4b", "cm4", "5"})
        QTest::newRow(model) << QString::fromLatin1(model);
}

void LocalProbeTest::itGivesTheVeryTextThatTheShellGives()
{
    QFETCH(const QString, model);
    const FakePi pi(model);
    ProbeProcess shell(QStringLiteral("dash"), pi.environment());
    LocalProbe local = localProbe(pi);
    QVERIFY(shell.ask({true, true, {}}));
    const auto &sections = local.read(Depth::Slow);
    QVERIFY(!find(sections, "files").empty());
    QVERIFY(!find(sections, "slow-files").empty());
    for (const char *name : kSharedSections) {
        const auto text = [](std::string_view bytes) {
            return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
        };
        const QStringList ours = text(find(sections, name)).split(QLatin1Char('\n'));
        QStringList theirs = text(shell.section(name)).split(QLatin1Char('\n'));
        theirs.removeIf([](const QString &line) { return line.contains(QStringLiteral("mmcblk0boot")); }); // unread
        for (qsizetype i = 0; i < std::max(ours.size(), theirs.size()); ++i)
            QCOMPARE(ours.value(i), theirs.value(i));
        QCOMPARE(ours.size(), theirs.size());
    }
}

void LocalProbeTest::itsReadingsAreThoseOfTheShell()
{
    QFETCH(const QString, model);
    const FakePi pi(model);
    ProbeProcess shell(QStringLiteral("dash"), pi.environment());
    LocalProbe local = localProbe(pi);
    collect::ReadingBuilder builder;
    const auto theirs = shell.ask({true, true, {}});
    QVERIFY(theirs);
    const auto theirFigures = shell.ask({}); // without what only programs such as smartctl tell
    QVERIFY(theirFigures);
    const Reading ours = built(builder, local.read(Depth::Slow));
    QVERIFY(ours.slow);
    QCOMPARE(ours.bootId, theirs->bootId);
    QCOMPARE(ours.uptimeSeconds, theirs->uptimeSeconds);
    QVERIFY(ours.samples.size() > 20);
    for (const Sample &sample : ours.samples) {
        if (dependsOnThisMachine(sample.series.metric))
            continue;
        const SeriesKey &series = sample.series;
        const auto value = theirFigures->value(series.metric, series.instance);
        QVERIFY2(value.value_or(theirs->value(series.metric, series.instance).value_or(-1)) == sample.value,
                 std::string(info(sample.series.metric).name).c_str());
    }
    for (const Fact &fact : ours.facts) {
        if (isOfThisMachine(fact))
            continue;
        const std::string *text = theirs->fact(fact.key, fact.instance);
        QVERIFY2(text != nullptr && *text == fact.text, fact.text.c_str());
    }
}

void LocalProbeTest::ratesAreMadeOfTheSameFiles()
{
    const FakePi pi(QStringLiteral("4b"));
    LocalProbe local = localProbe(pi);
    collect::ReadingBuilder builder;
    change(pi, "proc/uptime", "1000.00 1.00\n");
    change(pi, "proc/stat", "cpu  100 0 0 100 0 0 0 0 0 0\nbtime 1700000000\n");
    change(pi, "proc/net/dev", "  eth0: 1000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n");
    QVERIFY(!built(builder, local.read(Depth::Slow)).value(Metric::CpuUsage));
    change(pi, "proc/uptime", "1010.00 1.00\n");
    change(pi, "proc/stat", "cpu  150 0 0 250 0 0 0 0 0 0\nbtime 1700000000\n");
    change(pi, "proc/net/dev", "  eth0: 51000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n");
    const Reading second = built(builder, local.read(Depth::Fast));
    QVERIFY(!second.slow);
    QCOMPARE(second.value(Metric::CpuUsage), std::optional(25.0));
    QCOMPARE(second.value(Metric::NetworkReceiveRate, "eth0"), std::optional(5000.0));
}

void LocalProbeTest::aFirmwareThatDoesNotAnswerIsWaitedForOnce()
{
    const FakePi pi(QStringLiteral("4b"));
    auto root = Root::open(rootOf(pi).toStdString());
    QVERIFY(root);
    int questions = 0;
    LocalProbe local(std::move(*root), std::make_unique<SilentFirmware>(questions));
    collect::ReadingBuilder builder;
    const Reading reading = built(builder, local.read(Depth::Slow));
    QCOMPARE(questions, 1);
    const std::string *problem = reading.fact(FactKey::Problem, "vcgencmd");
    QVERIFY(problem != nullptr);
    QCOMPARE(*problem, std::string("vcgencmd gave no answer"));
    (void)local.read(Depth::Fast);
    QCOMPARE(questions, 1);
    (void)local.read(Depth::Slow);
    QCOMPARE(questions, 2);
}

void LocalProbeTest::whatIsMissingIsSimplyAbsent()
{
    const FakePi nothing{QString()};
    auto root = Root::open(rootOf(nothing).toStdString());
    QVERIFY(root);
    LocalProbe local(std::move(*root), nullptr);
    collect::ReadingBuilder builder;
    for (const Depth depth : {Depth::Slow, Depth::Fast}) {
        const Reading reading = built(builder, local.read(depth));
        QVERIFY(reading.samples.empty());
        QVERIFY(std::ranges::all_of(reading.facts, &isOfThisMachine));
    }
}

void LocalProbeTest::aFolderThatIsNotThereIsTold()
{
    const auto root = Root::open("/nowhere/at/all");
    QVERIFY(!root);
    QCOMPARE(root.error().kind, ErrorKind::NotFound);
}

/// Under `ProtectSystem=strict` and `PrivateTmp=yes` a service sees every file system read-only, and parts of it again.
void LocalProbeTest::theSandboxOfAServiceIsSeenThrough()
{
    const FakePi pi{QString()};
    pi.write(QStringLiteral("proc/mounts"), "/dev/sda2 / ext4 ro,noatime 0 0\n/dev/sda1 /boot vfat ro,nosuid 0 0\n"
                                            "/dev/sda2 /var/lib/agent ext4 rw,noatime 0 0\n"
                                            "/dev/sda3 /media/worn ext4 ro 0 0\n");
    pi.write(QStringLiteral("proc/self/mountinfo"), "1 0 8:2 / / ro,noatime shared:1 - ext4 /dev/sda2 rw\n"
                                                    "2 1 8:1 / /boot ro,nosuid - vfat /dev/sda1 rw,fmask=0022\n"
                                                    "3 1 8:2 /var/lib/agent /var/lib/agent rw - ext4 /dev/sda2 rw\n"
                                                    "4 1 8:3 / /media/worn ro - ext4 /dev/sda3 ro\n");
    auto root = Root::open(rootOf(pi).toStdString());
    QVERIFY(root);
    LocalProbe probe(std::move(*root), nullptr);
    collect::ReadingBuilder builder;
    const Reading reading = builder.build(probe.read(Depth::Slow), UtcTime{}, MonoTime{});
    const auto isReadOnly = [&](const char *place) {
        const std::string *text = reading.fact(FactKey::FilesystemReadOnly, place);
        return text != nullptr ? *text : std::string("nothing");
    };
    QCOMPARE(isReadOnly("/"), "no");
    QCOMPARE(isReadOnly("/boot"), "no");
    QCOMPARE(isReadOnly("/var/lib/agent"), "nothing");
    QCOMPARE(isReadOnly("/media/worn"), "yes");
}

void LocalProbeTest::fileSystemsAreCountedAsByDf()
{
    const FakePi pi{QString()};
    pi.write(QStringLiteral("proc/mounts"), "/dev/root / ext4 rw 0 0\n/dev/root /again ext4 rw 0 0\n"
                                            "tmpfs /run tmpfs rw 0 0\n/dev/loop1 /snap ext4 ro 0 0\n");
    auto root = Root::open(rootOf(pi).toStdString());
    QVERIFY(root);
    collect::ReadingBuilder builder;
    const std::string text = filesystemsSection(*root);
    const Reading ours = built(builder, {{"df", text}});
    QCOMPARE(std::ranges::count(ours.samples, Metric::FilesystemSize, [](const Sample &s) { return s.series.metric; }),
             std::ptrdiff_t(1));

    QProcess df;
    df.start(QStringLiteral("df"), {QStringLiteral("-Pk"), rootOf(pi)});
    QVERIFY(df.waitForFinished());
    const QList<QByteArray> words = df.readAllStandardOutput().split('\n').value(1).simplified().split(' ');
    QCOMPARE(ours.value(Metric::FilesystemSize, "/"), std::optional(words.value(1).toDouble() * 1024));
}

void LocalProbeTest::theAddressesOfThisMachineAreFound()
{
    const std::string text = addressesSection();
    QVERIFY2(text.find(": lo inet 127.0.0.1/8\n") != std::string::npos, text.c_str());
    QVERIFY(text.ends_with("exit 0"));
}

void LocalProbeTest::aQuestionToTheFirmwareIsLaidOutAsItExpects()
{
    auto message = MailboxMessage::ask("get_throttled");
    QVERIFY(message);
    std::uint32_t *words = message->data();
    QCOMPARE(words[0], 1024U + 7 * 4);
    QCOMPARE(words[1], 0U);
    QCOMPARE(words[2], 0x00030080U);
    QCOMPARE(words[3], 1024U);
    QCOMPARE(words[words[0] / 4 - 1], 0U);
    QCOMPARE(std::string(reinterpret_cast<char *>(words + 6)), std::string("get_throttled"));
    QVERIFY2(message->answer().empty(), "it was not asked yet");

    words[1] = 0x80000000U;
    std::memset(words + 6, 'x', 1024); // an answer without an end
    QCOMPARE(message->answer().size(), std::size_t(1024));
    QVERIFY(!MailboxMessage::ask(std::string(1024, 'x')));
}

QTEST_GUILESS_MAIN(LocalProbeTest)
#include "LocalProbeTest.moc"
