// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/GatewayReport.h"

#include "app/ctl/Table.h"
#include "app/ctl/Tr.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/gateway/GatewayTexts.h"

namespace piuptime::ctl {

using namespace Qt::StringLiterals;
using namespace presentation::gateway;
using presentation::Formatting;

QString describe(const GatewayStatus &status, UtcTime now)
{
    QString text = GatewayTexts::summary(status) + u'\n';
    if (status.isRunning && !status.fileError.isEmpty())
        text += Tr::tr("Its file is not what is in use: %1").arg(status.fileError) + u'\n';
    text += describe(status.fileProblems);
    if (const QString share = GatewayTexts::share(status); !share.isEmpty())
        text += share + u'\n';
    if (!status.isRunning)
        return text;
    const Seconds age = std::chrono::floor<Seconds>(now - status.startedAt);
    Table table({{Tr::tr("What")}, {Tr::tr("Count"), Table::Align::Right}});
    table.add({Tr::tr("Started"), Formatting::age(age)});
    table.add({Tr::tr("Requests"), Formatting::number(double(status.requests), 0)});
    table.add({Tr::tr("Answered by upstreams"), Formatting::number(double(status.answered), 0)});
    table.add({Tr::tr("Clients"), Formatting::number(double(status.clients), 0)});
    table.add({Tr::tr("Tried again"), Formatting::number(double(status.retries), 0)});
    table.add({Tr::tr("Received"), Formatting::bytes(double(status.bytesIn))});
    table.add({Tr::tr("Sent"), Formatting::bytes(double(status.bytesOut))});
    for (const CauseCount &cause : status.causes)
        table.add({cause.slug, Formatting::number(double(cause.count), 0)});
    return text + table.text();
}

QString describe(const QList<GatewayRoute> &routes)
{
    Table table({{Tr::tr("Route")}, {Tr::tr("Takes")}, {Tr::tr("Goes to")}});
    for (const GatewayRoute &route : routes)
        table.add({route.name, GatewayTexts::match(route), route.targets.join(u", "_s)});
    return table.text();
}

QString describe(const QList<GatewayUpstream> &upstreams)
{
    Table table({{Tr::tr("Upstream")},
                 {Tr::tr("Endpoint")},
                 {Tr::tr("State")},
                 {Tr::tr("Under way"), Table::Align::Right},
                 {Tr::tr("Latency"), Table::Align::Right},
                 {Tr::tr("Breaker")}});
    for (const GatewayUpstream &upstream : upstreams) {
        for (const GatewayEndpoint &endpoint : upstream.endpoints)
            table.add({upstream.name, endpoint.address, GatewayTexts::state(endpoint),
                       QString::number(endpoint.underWay), GatewayTexts::latency(endpoint.latencySeconds),
                       GatewayTexts::breaker(upstream.breaker)});
    }
    return table.text();
}

QString describe(const GatewayTraffic &traffic)
{
    Table routes({{Tr::tr("Route")},
                  {Tr::tr("Requests"), Table::Align::Right},
                  {Tr::tr("Failed"), Table::Align::Right},
                  {Tr::tr("Median"), Table::Align::Right},
                  {Tr::tr("99 %"), Table::Align::Right},
                  {Tr::tr("Sent"), Table::Align::Right}});
    const auto add = [&routes](const QString &name, const GatewayTally &tally) {
        routes.add({name, Formatting::number(double(tally.requests), 0), Formatting::number(double(tally.failed), 0),
                    GatewayTexts::latency(tally.medianSeconds), GatewayTexts::latency(tally.tailSeconds),
                    Formatting::bytes(double(tally.bytesOut))});
    };
    for (const GatewayTally &route : traffic.routes)
        add(GatewayTexts::route(route.name), route);
    add(Tr::tr("all"), traffic.total);
    QString text = routes.text();
    if (const QString cache = GatewayTexts::cache(traffic.cache); !cache.isEmpty())
        text += u'\n' + cache + u'\n';
    if (traffic.total.causes.isEmpty())
        return text;
    Table causes({{Tr::tr("What went wrong")}, {Tr::tr("Times"), Table::Align::Right}, {Tr::tr("Cause")}});
    for (const CauseCount &cause : traffic.total.causes)
        causes.add({GatewayTexts::cause(cause.slug), Formatting::number(double(cause.count), 0), cause.slug});
    return text + u'\n' + causes.text();
}

QString describe(const QList<GatewayRecord> &records, Explained explained)
{
    const auto status = [](const GatewayRecord &record) {
        return record.status == 0 ? u"–"_s : QString::number(record.status);
    };
    if (explained == Explained::No) {
        Table table({{Tr::tr("Time")},
                     {Tr::tr("Status"), Table::Align::Right},
                     {Tr::tr("Took"), Table::Align::Right},
                     {Tr::tr("Route")},
                     {Tr::tr("Request")},
                     {Tr::tr("What went wrong")}});
        for (const GatewayRecord &record : records)
            table.add({record.time, status(record), GatewayTexts::taken(record.totalSeconds), record.route,
                       record.method + u' ' + record.host + record.path, GatewayTexts::cause(record.cause)});
        return table.text();
    }
    QString text;
    for (const GatewayRecord &record : records) {
        text += u"%1  %2 %3%4  %5\n"_s.arg(record.time, record.method, record.host, record.path, status(record));
        for (const RequestStep &step : record.steps)
            text += u"  %1  %2\n"_s.arg(GatewayTexts::taken(step.atSeconds), 8).arg(step.what);
    }
    return text;
}

QString describe(const QList<GatewayConsumer> &consumers)
{
    Table table({{Tr::tr("Consumer")}, {Tr::tr("Plan")}, {Tr::tr("Scopes")}, {Tr::tr("Keys")}, {Tr::tr("Also by")}});
    for (const GatewayConsumer &consumer : consumers) {
        QStringList keys;
        for (const ConsumerKey &key : consumer.keys)
            keys.append(GatewayTexts::key(key));
        table.add({consumer.name, consumer.plan, consumer.scopes.join(u' '), keys.join(u", "_s),
                   consumer.others.join(u", "_s)});
    }
    return table.text();
}

QString describe(const QList<GatewaySubscription> &subscriptions, UtcTime now)
{
    Table table({{Tr::tr("Id")},
                 {Tr::tr("State")},
                 {Tr::tr("When")},
                 {Tr::tr("API")},
                 {Tr::tr("Plan")},
                 {Tr::tr("Scopes")},
                 {Tr::tr("Who")},
                 {Tr::tr("Contact")},
                 {Tr::tr("What for")}});
    for (const GatewaySubscription &one : subscriptions)
        table.add({one.id, GatewayTexts::standing(one.state), Formatting::localTime(one.at, now), one.api, one.plan,
                   one.scopes.join(u' '), one.name, one.contact, one.purpose});
    return table.text();
}

QString describe(const ConfigVersions &versions, UtcTime now)
{
    Table table({{Tr::tr("Version"), Table::Align::Right}, {Tr::tr("When")}, {Tr::tr("By")}, {Tr::tr("Why")}});
    for (const ConfigVersion &version : versions.versions) {
        const QString number = QString::number(version.number);
        table.add({version.number == versions.inUse ? Tr::tr("%1 in use").arg(number) : number,
                   Formatting::localTime(version.at, now), GatewayTexts::author(version.author), version.note});
    }
    return table.text();
}

QString describe(const QList<ConfigProblem> &problems)
{
    QString text;
    for (const ConfigProblem &problem : problems)
        text += u"%1:%2: %3\n"_s.arg(problem.line).arg(problem.column).arg(problem.reason);
    return text;
}

QString describe(const ConfigCheck &check)
{
    if (!check.isValid)
        return describe(check.problems);
    return check.difference.isEmpty() ? Tr::tr("It is what is in use.") + u'\n' : check.difference;
}

} // namespace piuptime::ctl
