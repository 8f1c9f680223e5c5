// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/SideBySide.h"

#include "tests/bench/BenchReport.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <map>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

void SideBySide::append(Readings &&readings, UtcTime end)
{
    m_kept.samples += samplesIn(readings);
    const QByteArray lines = m_peer.isRunning() ? asJsonLines(readings) : QByteArray();
    const double before = cpuMilliseconds();
    m_ours.append(std::move(readings));
    m_ours.clock().set(end);
    m_ours.flush();
    m_kept.cpuMilliseconds += cpuMilliseconds() - before;
    if (m_kept.hourlyBytes == 0) { // while no day is over for long enough to be compacted
        m_kept.hourlyBytes = m_ours.closedBytes();
        m_ours.open(Milliseconds{3'600'000});
    }
    if (!m_peer.isRunning())
        return;
    const double peerBefore = m_peer.cpuMilliseconds();
    if (!m_peer.import(lines))
        qFatal("the peer did not take the data");
    m_kept.peerMilliseconds += m_peer.cpuMilliseconds() - peerBefore;
}

Kept SideBySide::finish(UtcTime now)
{
    const double before = cpuMilliseconds();
    m_ours.compact(now);
    m_kept.cpuMilliseconds += cpuMilliseconds() - before;
    m_kept.dailyBytes = m_ours.closedBytes();
    m_kept.bytesInUse = m_ours.bytesInUse();
    if (m_peer.isRunning()) {
        const double peerBefore = m_peer.cpuMilliseconds();
        const bool settled = m_peer.settle();
        m_kept.peerMilliseconds += m_peer.cpuMilliseconds() - peerBefore;
        m_kept.peerBytes = settled ? static_cast<double>(m_peer.bytesOnDisk()) : 0;
    }
    return m_kept;
}

double samplesIn(const Readings &readings)
{
    std::size_t samples = 0;
    for (const auto &[device, reading] : readings)
        samples += reading.samples.size();
    return static_cast<double>(samples);
}

QByteArray asJsonLines(const Readings &readings)
{
    std::map<std::pair<DeviceId, SeriesKey>, std::pair<QByteArray, QByteArray>> series; // values, times
    for (const auto &[device, reading] : readings) {
        const QByteArray at = QByteArray::number(static_cast<qlonglong>(toMsUtc(reading.receivedAt)));
        for (const Sample &sample : reading.samples) {
            auto &[values, times] = series[{device, sample.series}];
            values += (values.isEmpty() ? "" : ",") + QByteArray::number(sample.value, 'g', 17);
            times += (times.isEmpty() ? "" : ",") + at;
        }
    }
    QByteArray lines;
    for (const auto &[key, columns] : series) {
        const auto &[device, name] = key;
        const QJsonObject metric{{u"__name__"_s, QString::fromStdString(std::string(info(name.metric).name))},
                                 {u"device"_s, QString::fromStdString(device)},
                                 {u"instance"_s, QString::fromStdString(name.instance)}};
        lines += "{\"metric\":" + QJsonDocument(metric).toJson(QJsonDocument::Compact) + ",\"values\":[" + columns.first
                 + "],\"timestamps\":[" + columns.second + "]}\n";
    }
    return lines;
}

} // namespace piuptime::bench
