// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/SparkplugPayload.h"

#include "core/publishers/Protobuf.h"

#include <algorithm>

namespace piuptime::publishers {
namespace {

/// Field numbers of the schema.
namespace payload {
enum : std::uint32_t { Timestamp = 1, Metrics = 2, Sequence = 3 };
}
namespace metric {
enum : std::uint32_t {
    Name = 1,
    Alias = 2,
    Timestamp = 3,
    Datatype = 4,
    IsHistorical = 5,
    IsNull = 7,
    IntValue = 10,
    LongValue = 11,
    FloatValue = 12,
    DoubleValue = 13,
    BooleanValue = 14
};
}

enum Datatype : std::uint32_t { Int8 = 1, Int16 = 2, Int32 = 3, Int64 = 4, Boolean = 11 };

constexpr std::uint64_t kMaxMs = 253'402'300'799'999; // the end of the year 9999

std::optional<UtcTime> timeOf(std::uint64_t ms)
{
    if (ms == 0 || ms > kMaxMs)
        return std::nullopt;
    return fromMsUtc(static_cast<std::int64_t>(ms));
}

void setValue(SparkplugMetric &metric, SparkplugMetric::Field kind, const ProtobufField &field)
{
    metric.field = kind;
    metric.raw = field.integer;
}

void readField(const ProtobufField &field, SparkplugMetric &metric)
{
    if (field.isBytes) {
        if (field.number == metric::Name)
            metric.name = field.bytes;
        return;
    }
    switch (field.number) {
    case metric::Alias:
        metric.alias = field.integer;
        break;
    case metric::Timestamp:
        metric.at = timeOf(field.integer);
        break;
    case metric::Datatype:
        metric.datatype = static_cast<std::uint32_t>(std::min<std::uint64_t>(field.integer, 255));
        break;
    case metric::IsHistorical:
        metric.isHistorical = field.integer != 0;
        break;
    case metric::IsNull:
        metric.isNull = field.integer != 0;
        break;
    case metric::IntValue:
    case metric::LongValue:
        setValue(metric, SparkplugMetric::Field::Integer, field);
        break;
    case metric::FloatValue:
        setValue(metric, SparkplugMetric::Field::Float, field);
        break;
    case metric::DoubleValue:
        setValue(metric, SparkplugMetric::Field::Double, field);
        break;
    case metric::BooleanValue:
        setValue(metric, SparkplugMetric::Field::Boolean, field);
        break;
    default:
        break;
    }
}

bool readMetric(std::string_view bytes, SparkplugMetric &metric)
{
    ProtobufReader reader(bytes);
    while (const auto field = reader.next())
        readField(*field, metric);
    return reader.isSound();
}

double signedOrNot(std::uint64_t raw, std::uint32_t datatype)
{
    switch (datatype) {
    case Int8:
        return static_cast<std::int8_t>(raw);
    case Int16:
        return static_cast<std::int16_t>(raw);
    case Int32:
        return static_cast<std::int32_t>(raw);
    case Int64:
        return static_cast<double>(static_cast<std::int64_t>(raw));
    default:
        return static_cast<double>(raw);
    }
}

} // namespace

std::optional<double> SparkplugMetric::number(std::uint32_t datatypeAtBirth) const
{
    if (isNull)
        return std::nullopt;
    const ProtobufField value{0, raw, {}, false};
    switch (field) {
    case Field::Integer:
        return signedOrNot(raw, datatype != 0 ? datatype : datatypeAtBirth);
    case Field::Float:
        return value.asFloat();
    case Field::Double:
        return value.asDouble();
    case Field::Boolean:
        return raw != 0 ? 1 : 0;
    case Field::None:
        break;
    }
    return std::nullopt;
}

const SparkplugMetric *SparkplugPayload::find(std::string_view name) const
{
    const auto found = std::ranges::find(metrics, name, &SparkplugMetric::name);
    return found == metrics.end() ? nullptr : &*found;
}

Result<SparkplugPayload> parseSparkplugPayload(std::string_view bytes)
{
    SparkplugPayload made;
    ProtobufReader reader(bytes);
    while (const auto field = reader.next()) {
        if (field->number == payload::Timestamp && !field->isBytes) {
            made.at = timeOf(field->integer);
        } else if (field->number == payload::Sequence && !field->isBytes) {
            made.sequence = field->integer;
        } else if (field->number == payload::Metrics && field->isBytes) {
            if (made.metrics.size() == kMaxSparkplugMetrics)
                return fail(ErrorKind::Overloaded, "a payload of more than 4096 metrics");
            if (!readMetric(field->bytes, made.metrics.emplace_back()))
                return fail(ErrorKind::Corrupt, "a metric is no message of Protocol Buffers");
        }
    }
    if (!reader.isSound())
        return fail(ErrorKind::Corrupt, "not a message of Protocol Buffers");
    return made;
}

std::string sparkplugRebirthRequest(UtcTime now)
{
    const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(toMsUtc(now), 0));
    std::string rebirth;
    appendBytesField(rebirth, metric::Name, "Node Control/Rebirth");
    appendVarintField(rebirth, metric::Timestamp, ms);
    appendVarintField(rebirth, metric::Datatype, Boolean);
    appendVarintField(rebirth, metric::BooleanValue, 1);
    std::string command;
    appendVarintField(command, payload::Timestamp, ms);
    appendBytesField(command, payload::Metrics, rebirth);
    return command;
}

} // namespace piuptime::publishers
