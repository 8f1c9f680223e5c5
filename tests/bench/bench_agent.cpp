// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: what the agent takes of a Pi beside node_exporter and collectd, what it sends, and a month of it at once
#include "core/agent/LocalProbe.h"
#include "core/agent/batch/LiveEncoder.h"
#include "core/spool/Outbox.h"
#include "tests/bench/AgentFootprint.h"
#include "tests/bench/BenchReport.h"
#include "tests/unit/agent/SimulatedRun.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr int kCycles = 5000;
constexpr int kMonth = 30 * 8640; ///< cycles of ten seconds
constexpr double kValues = 50;    ///< of the Pi that goals are about

QString fixture(const QString &path)
{
    return QStringLiteral(PIUPTIME_FIXTURES) + u"/5/"_s + path;
}

/// Answers as the firmware of a Pi 5 did once.
class RecordedFirmware final : public agent::Firmware
{
public:
    bool isThere() const override { return true; }
    std::string ask(std::string_view command) override
    {
        auto found = m_answers.find(std::string(command));
        if (found == m_answers.end()) {
            QFile file(
                fixture(u"commands/vcgencmd/"_s + QString::fromStdString(std::string(command)).replace(u' ', u'_')));
            const QByteArray text = file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
            found = m_answers.emplace(std::string(command), text.toStdString()).first;
        }
        return found->second;
    }

private:
    std::map<std::string, std::string> m_answers;
};

/// The agent without its link: reads, makes messages, and is answered every time.
class Cycle
{
public:
    Cycle(const std::string &root, const std::string &spoolFile)
        : m_probe(std::move(*agent::Root::open(root)), std::make_unique<RecordedFirmware>())
        , m_encoder(kSender)
        , m_outbox(kSender, openSpool(spoolFile), {})
    {
        run(agent::Depth::Slow);
    }

    void run(agent::Depth depth)
    {
        Reading reading = m_builder.build(m_probe.read(depth), m_clock.utcNow(), m_clock.monotonicNow());
        reading.bootId = kSender.bootId; // of whatever machine this is
        reading.sequence = m_number++;
        const auto messages = m_encoder.encode(reading);
        bytes += messages.row.size();
        values += reading.samples.size();
        m_outbox.add(reading);
        m_outbox.acknowledge(kSender.bootId, *reading.sequence, *reading.sequence);
    }

    std::size_t bytes = 0; ///< of rows
    std::size_t values = 0;

private:
    static inline const agent::Sender kSender{"100000006ac1f9d2", "d8:3a:dd:00:00:01", "press-4", "0b3c5a1e", 0};

    static std::unique_ptr<spool::Spool> openSpool(const std::string &path)
    {
        auto file = spool::openSpoolFile(path);
        auto opened = file ? spool::Spool::open(std::move(*file), {}) : tl::unexpected(file.error());
        return opened ? std::move(*opened) : nullptr;
    }

    agent::LocalProbe m_probe;
    collect::ReadingBuilder m_builder;
    agent::LiveEncoder m_encoder;
    spool::Outbox m_outbox;
    SystemClock m_clock;
    std::uint64_t m_number = 0;
};

/// Milliseconds of CPU time a cycle.
double cost(Cycle &cycle, int cycles)
{
    const double before = cpuMilliseconds();
    for (int i = 0; i < cycles; ++i)
        cycle.run(agent::Depth::Fast);
    return (cpuMilliseconds() - before) / cycles;
}

/// Bytes of the row of a reading of a simulated Pi, on average over a day, for as many values as goals are about.
double rowBytes(simulation::BoardKind board)
{
    const agent::SimulatedRun run = agent::simulateRun(board, std::chrono::hours(24));
    agent::LiveEncoder encoder(run.sender);
    double bytes = 0;
    double values = 0;
    for (const Reading &reading : run.readings) {
        const auto [dictionary, row] = encoder.encode(reading);
        bytes += static_cast<double>(row.size() + dictionary.size());
        values += static_cast<double>(reading.samples.size());
    }
    return bytes / values * kValues;
}

void addFootprints(BenchReport &report)
{
    constexpr auto atMost = Measure::Goal::AtMost;
    const Footprint ours = footprintOfAgent();
    for (const Footprint &peer : {footprintOfNodeExporter(), footprintOfCollectd()}) {
        const auto beside = [&](double value) { return peer.isThere ? std::optional(value) : std::nullopt; };
        report.add(
            {u"resident"_s, ours.residentMegabytes, u"MB"_s, peer.name, beside(peer.residentMegabytes), 8, atMost});
        report.add(
            {u"private"_s, ours.privateMegabytes, u"MB"_s, peer.name, beside(peer.privateMegabytes), 2.5, atMost});
        report.add(
            {u"CPU a cycle"_s, ours.cpuMilliseconds, u"ms"_s, peer.name, beside(peer.cpuMilliseconds), 0.5, atMost});
        report.add({u"on the wire a cycle, without headers of TCP/IP"_s, ours.wireBytes, u"bytes"_s, peer.name,
                    beside(peer.wireBytes)});
    }
    report.add({u"values a cycle on this machine"_s, ours.values, {}});
    const double overhead = ours.wireBytes - ours.rowBytes;
    report.add({u"of these bytes for what is not the row, both ways"_s, overhead, u"bytes"_s});
    report.add({u"on the wire a cycle of 50 values, a Pi 4"_s,
                overhead + rowBytes(simulation::BoardKind::FourB),
                u"bytes"_s,
                {},
                {},
                250,
                atMost});
    report.add({u"on the wire a cycle of 50 values, a Pi 5"_s,
                overhead + rowBytes(simulation::BoardKind::Five),
                u"bytes"_s,
                {},
                {},
                250,
                atMost});
    report.add({u"segments of TCP a cycle, both ways"_s, ours.segments, {}});
    report.add({u"headers of TCP/IP a cycle, 52 bytes a segment"_s, ours.segments * 52, u"bytes"_s});
    const Growth growth = growthOfAgent();
    report.add({u"cycles of the program at once"_s, growth.cycles, {}});
    report.add({u"growth of private memory over them"_s, growth.megabytes, u"MB"_s, {}, {}, 0.1, atMost});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    BenchReport report(u"agent"_s);
    constexpr auto atMost = Measure::Goal::AtMost;

    addFootprints(report);
    Cycle here("/", folder.filePath(u"here"_s).toStdString());
    report.add({u"CPU a cycle, this machine's /proc and /sys"_s, cost(here, kCycles), u"ms"_s, {}, {}, 0.5, atMost});

    const QString spool = folder.filePath(u"spool"_s);
    Cycle pi(fixture(u"root"_s).toStdString(), spool.toStdString());
    report.add({u"CPU a cycle, files and firmware of a Pi 5"_s, cost(pi, kCycles), u"ms"_s, {}, {}, 0.5, atMost});
    const double perValue = static_cast<double>(pi.bytes) / static_cast<double>(pi.values);
    report.add({u"values a cycle"_s, static_cast<double>(pi.values) / (kCycles + 1), {}});
    report.add({u"row of 50 values where nothing changes"_s, perValue * kValues, u"bytes"_s, {}, {}, 250, atMost});

    const double before = residentMegabytes();
    for (int i = 0; i < kMonth; ++i)
        pi.run(i % 30 == 0 ? agent::Depth::Slow : agent::Depth::Fast);
    report.add({u"growth over a month of cycles"_s, residentMegabytes() - before, u"MB"_s, {}, {}, 0.1, atMost});
    report.add({u"written in that month"_s, static_cast<double>(QFile(spool).size()), u"bytes"_s, {}, {}, 0, atMost});
    report.print(app.arguments());
    return 0;
}
