// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/LineProtocolFile.h"

#include "core/exchange/InfluxLine.h"
#include "core/exchange/LineReader.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace piuptime::bench {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;
constexpr UtcTime kEarliest = fromMsUtc(1'704'067'200'000); // 2024

/// Metrics are a fixed set; any of them has room for other names in its instances.
SeriesKey seriesFor(const exchange::InfluxLine &line, const std::string &field)
{
    if (const auto metric = findMetric(field); metric && line.measurement == "piuptime")
        return {*metric, std::string(line.tag("instance"))};
    constexpr std::array<std::string_view, 4> kOfDevices{"id", "device", "host", "site"};
    std::string name = line.measurement + '.' + field;
    for (const auto &[key, value] : line.tags) {
        if (std::ranges::find(kOfDevices, key) == kOfDevices.end())
            name += ',' + key + '=' + value;
    }
    return {Metric::RailVoltage, std::move(name)};
}

using ByTime = std::map<std::pair<UtcTime, DeviceId>, std::map<SeriesKey, double>>;

void take(const exchange::InfluxLine &line, ByTime &values)
{
    for (const exchange::InfluxLine::Field &field : line.fields) {
        if (const auto *number = std::get_if<double>(&field.value))
            values[{line.at, DeviceId(line.device())}].insert_or_assign(seriesFor(line, field.name), *number);
    }
}

Readings inOrder(ByTime values)
{
    const UtcTime first = values.begin()->first.first;
    const auto shift =
        first < kEarliest ? std::chrono::ceil<std::chrono::days>(kEarliest - first) : std::chrono::days{0};
    Readings readings;
    for (const auto &[key, samples] : values) {
        auto &[device, reading] = readings.emplace_back(key.second, Reading());
        reading.receivedAt = key.first + shift;
        std::ranges::transform(samples, std::back_inserter(reading.samples), [](const auto &sample) {
            return Sample{sample.first, sample.second};
        });
    }
    return readings;
}

} // namespace

Result<Readings> readLineProtocol(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, file.errorString().toStdString(), path.toStdString());
    exchange::LineReader lines(
        [&file](std::span<char> room) -> Result<std::size_t> {
            const qint64 got = file.read(room.data(), static_cast<qint64>(room.size()));
            return got < 0 ? fail(ErrorKind::NotFound, file.errorString().toStdString())
                           : Result<std::size_t>(static_cast<std::size_t>(got));
        },
        kMaxLineBytes);
    ByTime values;
    for (;;) {
        const auto next = lines.next();
        if (!next)
            return tl::unexpected(next.error());
        if (!*next)
            break;
        const auto line = exchange::parseInfluxLine((*next)->text);
        if (!line)
            return fail(line.error(), "line " + std::to_string((*next)->number));
        take(*line, values);
    }
    if (values.empty())
        return fail(ErrorKind::NotFound, "no numbers", path.toStdString());
    return inOrder(std::move(values));
}

} // namespace piuptime::bench
