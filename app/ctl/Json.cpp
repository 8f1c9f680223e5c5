// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Json.h"

#include "core/model/Address.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace piuptime::ctl {
namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QJsonArray list(const std::vector<std::string> &items)
{
    QJsonArray array;
    for (const std::string &item : items)
        array.append(text(item));
    return array;
}

/// JSON has no NaN and no infinities: those become null.
QJsonValue number(double value)
{
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

/// Things without an instance stand alone, things with one are gathered under their name.
void put(QJsonObject &object, std::string_view key, const std::string &instance, const QJsonValue &value)
{
    const QString name = text(key);
    if (instance.empty()) {
        object.insert(name, value);
        return;
    }
    QJsonObject group = object.value(name).toObject();
    group.insert(text(instance), value);
    object.insert(name, group);
}

QString sourceWord(DeviceConfig::Source source)
{
    switch (source) {
    case DeviceConfig::Source::Local:
        return QStringLiteral("local");
    case DeviceConfig::Source::Mqtt:
        return QStringLiteral("mqtt");
    case DeviceConfig::Source::Ssh:
        break;
    }
    return QStringLiteral("ssh");
}

} // namespace

QString isoTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMsUtc(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("kind"), text(name(error.kind))},
            {QStringLiteral("detail"), text(error.detail)},
            {QStringLiteral("steps"), list(error.steps)}};
}

QJsonObject toJson(const DeviceConfig &device)
{
    QJsonArray jumps;
    for (const SshEndpoint &jump : device.jumps)
        jumps.append(text(formatAddress(jump)));
    const QString source = sourceWord(device.source);
    const bool hasAddress = device.source == DeviceConfig::Source::Ssh;
    return {{QStringLiteral("id"), text(device.id)},
            {QStringLiteral("name"), text(device.name)},
            {QStringLiteral("source"), source},
            {QStringLiteral("address"), hasAddress ? text(formatAddress(device.endpoint)) : source},
            {QStringLiteral("reporter"), text(device.reporter)},
            {QStringLiteral("jumps"), jumps},
            {QStringLiteral("site"), text(device.site)},
            {QStringLiteral("tags"), list(device.tags)},
            {QStringLiteral("notes"), text(device.notes)},
            {QStringLiteral("enabled"), device.enabled}};
}

QJsonObject toJson(const Health &health)
{
    QJsonArray reasons;
    for (const Reason &reason : health.reasons) {
        reasons.append(QJsonObject{{QStringLiteral("code"), text(name(reason.code))},
                                   {QStringLiteral("level"), text(name(reason.level))},
                                   {QStringLiteral("value"), number(reason.value)},
                                   {QStringLiteral("subject"), text(reason.subject)},
                                   {QStringLiteral("text"), text(reason.text)}});
    }
    return {{QStringLiteral("level"), text(name(health.level))}, {QStringLiteral("reasons"), reasons}};
}

QJsonObject toJson(const Reading &reading)
{
    QJsonObject samples;
    for (const Sample &sample : reading.samples)
        put(samples, info(sample.series.metric).name, sample.series.instance, number(sample.value));
    QJsonObject facts;
    for (const Fact &fact : reading.facts)
        put(facts, name(fact.key), fact.instance, text(fact.text));
    return {{QStringLiteral("received_at"), isoTime(reading.receivedAt)},
            {QStringLiteral("boot_id"), text(reading.bootId)},
            {QStringLiteral("samples"), samples},
            {QStringLiteral("facts"), facts}};
}

QJsonObject toJson(const history::Point &point)
{
    return {{QStringLiteral("at"), isoTime(point.at)},
            {QStringLiteral("value"), number(point.value)},
            {QStringLiteral("minimum"), number(point.minimum)},
            {QStringLiteral("maximum"), number(point.maximum)}};
}

QJsonObject toJson(const history::Ranked &ranked)
{
    const history::Aggregate &values = ranked.aggregate;
    return {{QStringLiteral("device"), text(ranked.device)},
            {QStringLiteral("instance"), text(ranked.instance)},
            {QStringLiteral("count"), static_cast<qint64>(values.count)},
            {QStringLiteral("minimum"), number(values.minimum)},
            {QStringLiteral("maximum"), number(values.maximum)},
            {QStringLiteral("mean"), number(values.mean)},
            {QStringLiteral("first"), number(values.first)},
            {QStringLiteral("last"), number(values.last)}};
}

} // namespace piuptime::ctl
