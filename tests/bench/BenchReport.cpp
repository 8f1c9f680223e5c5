// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BenchReport.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sys/resource.h>

namespace piuptime::bench {
namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The value behind `key` in files such as /proc/self/status: `VmRSS:   12345 kB`.
QByteArray field(const QByteArray &text, const QByteArray &key)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(key))
            return line.mid(line.indexOf(':') + 1).trimmed();
    }
    return {};
}

/// A file of /proc/self that gives sizes in kB.
double megabytes(const char *file, const QByteArray &key)
{
    const QByteArray value = field(contents(QStringLiteral("/proc/self/") + QLatin1String(file)), key);
    return value.left(value.indexOf(' ')).toDouble() * 1024 / 1e6;
}

QString figure(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
    return QString::number(value, 'f', decimals);
}

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

} // namespace

std::optional<double> Measure::ratio() const
{
    if (!peerValue || value == 0 || *peerValue == 0)
        return std::nullopt;
    return goalKind == Goal::AtMost ? *peerValue / value : value / *peerValue;
}

std::optional<bool> Measure::met() const
{
    if (!goal)
        return std::nullopt;
    return goalKind == Goal::AtMost ? value <= *goal : value >= *goal;
}

QByteArray BenchReport::json() const
{
    QJsonArray measures;
    for (const Measure &measure : m_measures) {
        measures.append(
            QJsonObject{{QStringLiteral("name"), measure.name},
                        {QStringLiteral("value"), measure.value},
                        {QStringLiteral("unit"), measure.unit},
                        {QStringLiteral("peer"), measure.peer.isEmpty() ? QJsonValue() : measure.peer},
                        {QStringLiteral("peer_value"), orNull(measure.peerValue)},
                        {QStringLiteral("ratio"), orNull(measure.ratio())},
                        {QStringLiteral("goal"), orNull(measure.goal)},
                        {QStringLiteral("met"), measure.met() ? QJsonValue(*measure.met()) : QJsonValue()}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("benchmark"), m_benchmark},
                                     {QStringLiteral("machine"), machine()},
                                     {QStringLiteral("measures"), measures}})
               .toJson(QJsonDocument::Compact)
           + '\n';
}

QByteArray BenchReport::table() const
{
    QString text = m_benchmark + QStringLiteral(" on ") + machine() + QStringLiteral("\n\n");
    qsizetype widest = 46;
    for (const Measure &measure : m_measures)
        widest = std::max(widest, measure.name.size());
    const auto line = [&](const QString &name, const QString &value, const QString &ratio, const QString &goal,
                          const QString &met, const QString &peerValue, const QString &peer) {
        text += name.leftJustified(widest) + value.rightJustified(16) + goal.rightJustified(14) + met.rightJustified(6)
                + peerValue.rightJustified(16) + ratio.rightJustified(10) + QStringLiteral("  ") + peer;
        while (text.endsWith(QLatin1Char(' ')))
            text.chop(1);
        text += QLatin1Char('\n');
    };
    line(QStringLiteral("measure"), QStringLiteral("value"), QStringLiteral("ratio"), QStringLiteral("goal"),
         QStringLiteral("met"), QStringLiteral("peer's"), QStringLiteral("peer"));
    for (const Measure &measure : m_measures) {
        const QString unit = QLatin1Char(' ') + measure.unit;
        const QString bound = measure.goalKind == Measure::Goal::AtMost ? QStringLiteral("<= ") : QStringLiteral(">= ");
        line(measure.name, figure(measure.value) + unit, measure.ratio() ? figure(*measure.ratio()) : QString(),
             measure.goal ? bound + figure(*measure.goal) : QString(),
             measure.met() ? (*measure.met() ? QStringLiteral("yes") : QStringLiteral("no")) : QString(),
             measure.peerValue ? figure(*measure.peerValue) + unit : QString(), measure.peer);
    }
    return text.toUtf8();
}

void BenchReport::print(const QStringList &arguments) const
{
    const QByteArray text = arguments.contains(QStringLiteral("--json")) ? json() : table();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
}

QString machine()
{
    const QByteArray model = field(contents(QStringLiteral("/proc/cpuinfo")), "model name");
    const QString name = model.isEmpty() ? QSysInfo::currentCpuArchitecture() : QString::fromUtf8(model);
    return QStringLiteral("%1 x %2, %3 %4")
        .arg(QThread::idealThreadCount())
        .arg(name, QSysInfo::kernelType(), QSysInfo::kernelVersion());
}

double cpuMilliseconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double cpuMilliseconds(qint64 pid)
{
    double sum = 0;
    QDirIterator threads(QStringLiteral("/proc/%1/task").arg(pid), QDir::Dirs | QDir::NoDotAndDotDot);
    while (threads.hasNext()) {
        const QByteArray stat = contents(threads.next() + QStringLiteral("/schedstat"));
        sum += stat.left(stat.indexOf(' ')).toDouble() / 1e6;
    }
    return sum;
}

double residentMegabytes()
{
    return megabytes("status", "VmRSS");
}

double peakResidentMegabytes()
{
    return megabytes("status", "VmHWM");
}

double privateDirtyMegabytes()
{
    return megabytes("smaps_rollup", "Private_Dirty");
}

double median(std::vector<double> values)
{
    return percentile(std::move(values), 0.5);
}

double percentile(std::vector<double> values, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::ranges::nth_element(values, nth);
    return *nth;
}

} // namespace piuptime::bench
