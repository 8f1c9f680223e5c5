// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/GatewayTold.h"

#include "app/presentation/Formatting.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace piuptime::presentation::gateway {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMaxTextBytes = 4096;

/// An object of JSON, read by name.
class Reader
{
public:
    explicit Reader(QJsonObject object)
        : m_object(std::move(object))
    {
    }
    explicit Reader(const QJsonValue &value)
        : m_object(value.toObject())
    {
    }

    [[nodiscard]] QString text(QLatin1StringView name) const { return shown(raw(name), kMaxTextBytes); }
    [[nodiscard]] std::string raw(QLatin1StringView name) const { return m_object[name].toString().toStdString(); }
    [[nodiscard]] qint64 integer(QLatin1StringView name) const { return m_object[name].toInteger(); }
    [[nodiscard]] int small(QLatin1StringView name) const { return m_object[name].toInt(); }
    [[nodiscard]] double number(QLatin1StringView name) const { return m_object[name].toDouble(); }
    [[nodiscard]] bool flag(QLatin1StringView name) const { return m_object[name].toBool(); }
    [[nodiscard]] UtcTime time(QLatin1StringView name) const { return UtcTime(Milliseconds(integer(name))); }
    [[nodiscard]] Reader object(QLatin1StringView name) const { return Reader(m_object[name]); }
    [[nodiscard]] const QJsonObject &all() const { return m_object; }
    [[nodiscard]] QStringList texts(QLatin1StringView name) const
    {
        QStringList list;
        for (const QJsonValue &each : m_object[name].toArray())
            list.append(shown(each.toString().toStdString(), kMaxTextBytes));
        return list;
    }
    /// What `read` makes of each entry of a list.
    template <class Read>
    [[nodiscard]] auto list(QLatin1StringView name, Read read) const
    {
        return eachOf(m_object[name].toArray(), read);
    }
    template <class Read>
    [[nodiscard]] static auto eachOf(const QJsonArray &array, Read read)
    {
        QList<decltype(read(Reader(QJsonValue())))> list;
        for (const QJsonValue &each : array)
            list.append(read(Reader(each)));
        return list;
    }
    /// The place of a word in a list, else the first.
    template <class Enum, std::size_t N>
    [[nodiscard]] Enum choice(QLatin1StringView name, const std::array<QLatin1StringView, N> &words) const
    {
        const auto found = std::ranges::find(words, m_object[name].toString());
        return static_cast<Enum>(found == words.end() ? 0 : found - words.begin());
    }

private:
    QJsonObject m_object;
};

ConfigProblem readProblem(const Reader &problem)
{
    return {problem.small("line"_L1), problem.small("column"_L1), problem.text("reason"_L1)};
}

GatewayEndpoint readEndpoint(const Reader &endpoint)
{
    constexpr double kMicro = 1e-6;
    constexpr std::array kStates{"well"_L1, "ejected"_L1, "unwell"_L1, "draining"_L1, "unresolved"_L1};
    return {.address = endpoint.text("address"_L1),
            .device = endpoint.text("device"_L1),
            .state = endpoint.choice<EndpointState>("state"_L1, kStates),
            .underWay = endpoint.small("under_way"_L1),
            .latencySeconds = endpoint.number("latency_us"_L1) * kMicro,
            .weight = endpoint.small("weight"_L1),
            .sharePercent = endpoint.all().contains("share_percent"_L1) ? endpoint.number("share_percent"_L1) : 100,
            .advice = endpoint.text("advice"_L1)};
}

GatewayUpstream readUpstream(const Reader &upstream)
{
    constexpr std::array kBreakers{"closed"_L1, "open"_L1, "half_open"_L1};
    return {.name = upstream.text("name"_L1),
            .balance = upstream.text("balance"_L1),
            .breaker = upstream.choice<BreakerState>("breaker"_L1, kBreakers),
            .endpoints = upstream.list("endpoints"_L1, &readEndpoint)};
}

GatewayRoute readRoute(const Reader &route)
{
    struct Target {
        QString upstream;
        int weight;
    };
    const auto targets = route.list("targets"_L1, [](const Reader &target) {
        return Target{target.text("upstream"_L1), target.small("weight"_L1)};
    });
    QStringList named;
    for (const Target &target : targets)
        named.append(targets.size() == 1 ? target.upstream : u"%1 × %2"_s.arg(target.upstream).arg(target.weight));
    return {.name = route.text("name"_L1),
            .hosts = route.texts("hosts"_L1),
            .path = route.text("path"_L1),
            .methods = route.texts("methods"_L1),
            .targets = named};
}

ConfigVersion readVersion(const Reader &version)
{
    return {version.integer("version"_L1), version.time("at_ms_utc"_L1), version.text("author"_L1),
            version.text("note"_L1)};
}

QList<CauseCount> readCauses(const Reader &causes)
{
    QList<CauseCount> list;
    for (auto each = causes.all().begin(); each != causes.all().end(); ++each)
        list.append({shown(each.key().toStdString()), each.value().toInteger()});
    std::ranges::stable_sort(list, std::greater(), &CauseCount::count);
    return list;
}

Listener readListener(const Reader &listener)
{
    return {listener.text("address"_L1), listener.small("port"_L1)};
}

GatewayStatus readStatusOf(const Reader &status)
{
    const Reader totals = status.object("totals"_L1);
    const Reader file = status.object("file"_L1);
    const Reader share = status.object("share"_L1);
    return {.isRunning = status.flag("is_running"_L1),
            .name = status.text("name"_L1),
            .version = status.integer("version"_L1),
            .startedAt = status.time("started_at_ms_utc"_L1),
            .workers = status.small("workers"_L1),
            .listeners = status.list("listeners"_L1, &readListener),
            .fileError = file.text("error"_L1),
            .fileProblems = file.list("problems"_L1, &readProblem),
            .clients = totals.integer("clients"_L1),
            .requests = totals.integer("requests"_L1),
            .answered = totals.integer("answered"_L1),
            .connects = totals.integer("connects"_L1),
            .retries = totals.integer("retries"_L1),
            .bytesIn = totals.integer("bytes_in"_L1),
            .bytesOut = totals.integer("bytes_out"_L1),
            .causes = readCauses(totals.object("causes"_L1)),
            .askingForAccess = status.small("asking_for_access"_L1),
            .redis = share.text("redis"_L1),
            .isRedisUp = share.flag("is_up"_L1),
            .redisTrouble = share.text("trouble"_L1)};
}

constexpr double kMilli = 1e-3;

GatewayTally readTally(const Reader &tally)
{
    GatewayTally read{.name = tally.text("name"_L1),
                      .requests = tally.integer("requests"_L1),
                      .failed = 0,
                      .bytesIn = tally.integer("bytes_in"_L1),
                      .bytesOut = tally.integer("bytes_out"_L1),
                      .medianSeconds = tally.number("p50_ms"_L1) * kMilli,
                      .tailSeconds = tally.number("p99_ms"_L1) * kMilli,
                      .causes = readCauses(tally.object("causes"_L1))};
    for (const CauseCount &cause : read.causes)
        read.failed += cause.count;
    return read;
}

CacheTally readCache(const Reader &cache)
{
    const qint64 answered = cache.integer("hits"_L1) + cache.integer("revalidated"_L1) + cache.integer("stale"_L1);
    return {.answered = answered, .asked = answered + cache.integer("misses"_L1), .bytes = cache.integer("bytes"_L1)};
}

TrafficPoint readPoint(const Reader &point)
{
    return {.at = point.time("at_ms_utc"_L1),
            .requests = point.integer("requests"_L1),
            .failed = point.integer("client"_L1) + point.integer("policy"_L1) + point.integer("upstream"_L1)
                      + point.integer("gateway"_L1),
            .bytes = point.integer("bytes_in"_L1) + point.integer("bytes_out"_L1),
            .medianSeconds = point.number("p50_ms"_L1) * kMilli,
            .tailSeconds = point.number("p99_ms"_L1) * kMilli};
}

ConsumerKey readKey(const Reader &key)
{
    ConsumerKey read{key.text("id"_L1), key.text("label"_L1), std::nullopt};
    if (key.all().contains("expires_at_ms_utc"_L1))
        read.expires = key.time("expires_at_ms_utc"_L1);
    return read;
}

GatewayConsumer readConsumer(const Reader &consumer)
{
    return {.name = consumer.text("name"_L1),
            .plan = consumer.text("plan"_L1),
            .scopes = consumer.texts("scopes"_L1),
            .keys = consumer.list("keys"_L1, &readKey),
            .others = consumer.texts("users"_L1) + consumer.texts("certificates"_L1) + consumer.texts("subjects"_L1)};
}

GatewaySubscription readSubscription(const Reader &subscription)
{
    return {.id = subscription.text("id"_L1),
            .state = subscription.text("state"_L1),
            .at = subscription.time("at_ms_utc"_L1),
            .api = subscription.text("api"_L1),
            .plan = subscription.text("plan"_L1),
            .scopes = subscription.texts("scopes"_L1),
            .name = subscription.text("name"_L1),
            .contact = subscription.text("contact"_L1),
            .purpose = subscription.text("purpose"_L1),
            .by = subscription.text("by"_L1),
            .reason = subscription.text("reason"_L1)};
}

/// The word for what went wrong; empty where nothing did.
QString causeOf(const Reader &part)
{
    const QString slug = part.text("cause"_L1);
    return slug == "none"_L1 ? QString() : slug;
}

RequestAttempt readAttempt(const Reader &attempt)
{
    return {.endpoint = attempt.text("endpoint"_L1),
            .atSeconds = attempt.number("at_ms"_L1) * kMilli,
            .takenSeconds = attempt.number("taken_ms"_L1) * kMilli,
            .status = attempt.small("status"_L1),
            .cause = causeOf(attempt)};
}

RequestStep readStep(const Reader &step)
{
    return {step.number("at_ms"_L1) * kMilli, step.text("what"_L1), causeOf(step)};
}

GatewayRecord readRecord(const Reader &record)
{
    return {.id = record.integer("id"_L1),
            .time = record.text("time"_L1),
            .client = record.text("client"_L1),
            .method = record.text("method"_L1),
            .host = record.text("host"_L1),
            .path = record.text("path"_L1) + record.text("query"_L1),
            .status = record.small("status"_L1),
            .cause = causeOf(record),
            .fault = record.text("fault"_L1),
            .route = record.text("route"_L1),
            .consumer = record.text("consumer"_L1),
            .totalSeconds = record.number("total_ms"_L1) * kMilli,
            .bytesOut = record.integer("bytes_out"_L1),
            .trace = record.text("trace"_L1),
            .attempts = record.list("attempts"_L1, &readAttempt),
            .steps = record.list("steps"_L1, &readStep)};
}

ErrorKind kindOf(const std::string &word, int status)
{
    using enum ErrorKind;
    for (const ErrorKind kind : {Timeout, Unreachable, Unauthorized, NotFound, InvalidInput, Conflict, Overloaded,
                                 Corrupt, Cancelled, Internal}) {
        if (piuptime::name(kind) == word)
            return kind;
    }
    return status == 401 ? Unauthorized : status < 500 ? InvalidInput : Internal;
}

template <class T, class Read>
Result<T> readAnswer(const GatewayAnswer &answer, Read read)
{
    const auto document = documentOf(answer);
    if (!document)
        return tl::unexpected(document.error());
    return read(*document);
}

} // namespace

Result<QJsonDocument> documentOf(const GatewayAnswer &answer)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body), &error);
    if (error.error != QJsonParseError::NoError)
        return fail(ErrorKind::Corrupt, "the gateway's answer is no JSON", answer.body);
    if (answer.status == 200)
        return document;
    const Reader problem(document.object());
    const std::string detail = problem.raw("detail"_L1);
    return fail(kindOf(problem.raw("kind"_L1), answer.status), detail.empty() ? problem.raw("title"_L1) : detail);
}

Result<GatewayOverview> readOverview(const GatewayAnswer &answer)
{
    return readAnswer<GatewayOverview>(answer, [](const QJsonDocument &document) {
        const Reader overview(document.object());
        return GatewayOverview{.status = readStatusOf(overview.object("status"_L1)),
                               .routes = overview.list("routes"_L1, &readRoute),
                               .upstreams = overview.list("upstreams"_L1, &readUpstream)};
    });
}

Result<GatewayStatus> readStatus(const GatewayAnswer &answer)
{
    return readAnswer<GatewayStatus>(
        answer, [](const QJsonDocument &document) { return readStatusOf(Reader(document.object())); });
}

Result<QList<GatewayUpstream>> readUpstreams(const GatewayAnswer &answer)
{
    return readAnswer<QList<GatewayUpstream>>(
        answer, [](const QJsonDocument &document) { return Reader::eachOf(document.array(), &readUpstream); });
}

Result<QList<GatewayRoute>> readRoutes(const GatewayAnswer &answer)
{
    return readAnswer<QList<GatewayRoute>>(
        answer, [](const QJsonDocument &document) { return Reader::eachOf(document.array(), &readRoute); });
}

Result<GatewayTraffic> readTraffic(const GatewayAnswer &answer)
{
    return readAnswer<GatewayTraffic>(answer, [](const QJsonDocument &document) {
        const Reader traffic(document.object());
        return GatewayTraffic{.at = traffic.time("at_ms_utc"_L1),
                              .connections = traffic.integer("connections"_L1),
                              .underWay = traffic.integer("under_way"_L1),
                              .total = readTally(traffic.object("total"_L1)),
                              .cache = readCache(traffic.object("cache"_L1)),
                              .routes = traffic.list("routes"_L1, &readTally),
                              .seconds = traffic.list("seconds"_L1, &readPoint),
                              .minutes = traffic.list("minutes"_L1, &readPoint)};
    });
}

Result<QList<GatewayRecord>> readRecords(const GatewayAnswer &answer)
{
    return readAnswer<QList<GatewayRecord>>(
        answer, [](const QJsonDocument &document) { return Reader::eachOf(document.array(), &readRecord); });
}

Result<QList<GatewayConsumer>> readConsumers(const GatewayAnswer &answer)
{
    return readAnswer<QList<GatewayConsumer>>(
        answer, [](const QJsonDocument &document) { return Reader::eachOf(document.array(), &readConsumer); });
}

Result<QList<GatewaySubscription>> readSubscriptions(const GatewayAnswer &answer)
{
    return readAnswer<QList<GatewaySubscription>>(
        answer, [](const QJsonDocument &document) { return Reader::eachOf(document.array(), &readSubscription); });
}

Result<NewKey> readNewKey(const GatewayAnswer &answer)
{
    return readAnswer<NewKey>(answer, [](const QJsonDocument &document) {
        const Reader made(document.object());
        return NewKey{made.text("id"_L1), made.text("key"_L1), made.integer("version"_L1)};
    });
}

Result<ConfigVersions> readVersions(const GatewayAnswer &answer)
{
    return readAnswer<ConfigVersions>(answer, [](const QJsonDocument &document) {
        const Reader versions(document.object());
        return ConfigVersions{versions.integer("in_use"_L1), versions.list("versions"_L1, &readVersion)};
    });
}

Result<ConfigCheck> readCheck(const GatewayAnswer &answer)
{
    return readAnswer<ConfigCheck>(answer, [](const QJsonDocument &document) {
        const Reader check(document.object());
        return ConfigCheck{check.flag("valid"_L1), check.list("problems"_L1, &readProblem),
                           QString::fromStdString(check.raw("diff"_L1))};
    });
}

std::string changeQuery(const QString &note)
{
    const passwd *user = getpwuid(geteuid());
    const QString author = user ? QString::fromLocal8Bit(user->pw_name) : QString::number(geteuid());
    return "author=" + QUrl::toPercentEncoding(author).toStdString()
           + "&note=" + QUrl::toPercentEncoding(note).toStdString();
}

QList<ConfigProblem> problemsIn(const GatewayAnswer &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body));
    return Reader(document.object()).list("problems"_L1, &readProblem);
}

} // namespace piuptime::presentation::gateway
