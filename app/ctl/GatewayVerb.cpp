// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/GatewayReport.h"
#include "app/ctl/Output.h"
#include "app/ctl/Reach.h"
#include "app/ctl/Tr.h"
#include "app/ctl/Verbs.h"
#include "core/fleet/GatewayLine.h"
#include "core/gateway/settings/GatewayText.h"

#include <QFile>
#include <QJsonObject>
#include <QUrl>

#include <limits>

namespace piuptime::ctl {
namespace {

using namespace Qt::StringLiterals;
using namespace presentation::gateway;
using Action = GatewayArguments::Action;

constexpr Milliseconds kPatience{60'000};

std::string escaped(const std::string &text)
{
    return QUrl::toPercentEncoding(QString::fromStdString(text)).toStdString();
}

std::string change(const std::string &note, std::uint64_t basedOn)
{
    return '?' + changeQuery(QString::fromStdString(note))
           + (basedOn == 0 ? std::string() : "&based_on=" + std::to_string(basedOn));
}

/// \retval NotFound it cannot be read   \retval Overloaded it is too large
Result<std::string> contentOf(const std::string &name)
{
    QFile file(QString::fromStdString(name));
    const bool isOpen = name == "-" ? file.open(stdin, QFile::ReadOnly) : file.open(QFile::ReadOnly);
    if (!isOpen)
        return fail(ErrorKind::NotFound, name + " cannot be read: " + file.errorString().toStdString());
    constexpr auto kMost = static_cast<qsizetype>(gateway::kMaxGatewayFileBytes);
    QByteArray text;
    for (QByteArray part; text.size() <= kMost; text += part) { // of a pipe comes what is in it by now
        part = file.read(kMost + 1 - text.size());
        if (part.isEmpty())
            break;
    }
    if (file.error() != QFile::NoError)
        return fail(ErrorKind::NotFound, name + " cannot be read: " + file.errorString().toStdString());
    if (text.size() > kMost)
        return fail(ErrorKind::Overloaded, name + " is larger than 4 MiB");
    return text.toStdString();
}

/// What is asked of the admin API for an action.
Result<GatewayRequest> requestFor(const GatewayArguments &arguments)
{
    const auto number = [](const char *name, std::uint64_t value) {
        return value == 0 ? std::string() : name + std::to_string(value);
    };
    const auto withFile = [&](const char *method, const std::string &target) -> Result<GatewayRequest> {
        auto text = contentOf(arguments.file);
        if (!text)
            return tl::unexpected(text.error());
        return GatewayRequest{method, target, std::move(*text)};
    };
    switch (arguments.action) {
    case Action::Status:
        return GatewayRequest{"GET", "/v1/status"};
    case Action::Routes:
        return GatewayRequest{"GET", "/v1/routes"};
    case Action::Upstreams:
        return GatewayRequest{"GET", "/v1/upstreams"};
    case Action::Traffic:
        return GatewayRequest{"GET", "/v1/traffic?since=" + std::to_string(std::numeric_limits<std::int64_t>::max())};
    case Action::Requests:
        return GatewayRequest{"GET", "/v1/requests?most=" + std::to_string(arguments.count)
                                         + "&text=" + escaped(arguments.text) + "&cause=" + escaped(arguments.cause)
                                         + "&class=" + std::to_string(arguments.statusClass)
                                         + "&at_least_ms=" + std::to_string(arguments.slowerThanMs)};
    case Action::Metrics:
        return GatewayRequest{"GET", "/metrics"};
    case Action::Consumers:
        return GatewayRequest{"GET", "/v1/consumers"};
    case Action::MintKey:
        return GatewayRequest{"POST", "/v1/consumers/" + escaped(arguments.consumer) + "/keys" + change({}, 0)
                                          + "&label=" + escaped(arguments.label)
                                          + "&expires=" + escaped(arguments.expires)};
    case Action::RevokeKey:
        return GatewayRequest{"DELETE", "/v1/consumers/" + escaped(arguments.consumer) + "/keys/"
                                            + escaped(arguments.key) + change({}, 0)};
    case Action::Subscriptions:
        return GatewayRequest{"GET", "/v1/subscriptions"};
    case Action::Approve:
        return GatewayRequest{"POST", "/v1/subscriptions/" + escaped(arguments.subscription) + "/approve"
                                          + change(arguments.note, 0) + "&scopes=" + escaped(arguments.scopes)};
    case Action::Reject:
        return GatewayRequest{"POST", "/v1/subscriptions/" + escaped(arguments.subscription) + "/reject"
                                          + change(arguments.note, 0)};
    case Action::Drain:
        return GatewayRequest{"POST", "/v1/endpoints/" + escaped(arguments.endpoint) + "/drain"};
    case Action::Restore:
        return GatewayRequest{"POST", "/v1/endpoints/" + escaped(arguments.endpoint) + "/restore"};
    case Action::Config:
        return GatewayRequest{"GET", "/v1/config" + number("?version=", arguments.version)};
    case Action::Versions:
        return GatewayRequest{"GET", "/v1/config/versions"};
    case Action::Diff:
        return GatewayRequest{"GET", "/v1/config/diff?from=" + std::to_string(arguments.version)
                                         + number("&to=", arguments.to)};
    case Action::Check:
        return withFile("POST", "/v1/config/check");
    case Action::Apply:
        return withFile("PUT", "/v1/config" + change(arguments.note, arguments.version));
    case Action::Rollback:
        return GatewayRequest{"POST",
                              "/v1/config/rollback" + change({}, 0) + "&to=" + std::to_string(arguments.version)};
    case Action::Reload:
        return GatewayRequest{"POST", "/v1/config/reload"};
    }
    return fail(ErrorKind::Internal, "an action without a request");
}

/// What it says, for people. The answer went well.
Result<QString> reportOf(const GatewayArguments &arguments, const GatewayAnswer &answer, UtcTime now)
{
    const auto described = [](const auto &read) -> Result<QString> {
        return read ? Result<QString>(describe(*read)) : tl::unexpected(read.error());
    };
    const auto field = [&answer](QLatin1StringView name) -> QJsonValue { // not a reference into it
        return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object()[name];
    };
    switch (arguments.action) {
    case Action::Status: {
        const auto status = readStatus(answer);
        return status ? Result<QString>(describe(*status, now)) : tl::unexpected(status.error());
    }
    case Action::Versions: {
        const auto versions = readVersions(answer);
        return versions ? Result<QString>(describe(*versions, now)) : tl::unexpected(versions.error());
    }
    case Action::Routes:
        return described(readRoutes(answer));
    case Action::Upstreams:
    case Action::Drain:
    case Action::Restore:
        return described(readUpstreams(answer));
    case Action::Traffic:
        return described(readTraffic(answer));
    case Action::Requests: {
        const auto records = readRecords(answer);
        const auto explained = arguments.explained ? Explained::Yes : Explained::No;
        return records ? Result<QString>(describe(*records, explained)) : tl::unexpected(records.error());
    }
    case Action::Consumers:
        return described(readConsumers(answer));
    case Action::MintKey: {
        const auto made = readNewKey(answer);
        if (!made)
            return tl::unexpected(made.error());
        warn(Tr::tr("The key %1 is in use. It is not shown again:").arg(made->id));
        return made->key + u'\n';
    }
    case Action::Subscriptions: {
        const auto subscriptions = readSubscriptions(answer);
        return subscriptions ? Result<QString>(describe(*subscriptions, now)) : tl::unexpected(subscriptions.error());
    }
    case Action::Reject:
        return Tr::tr("%1 gets no access.").arg(field("name"_L1).toString()) + u'\n';
    case Action::Check:
        return described(readCheck(answer));
    case Action::Config:
        return field("text"_L1).toString();
    case Action::Diff:
        return field("diff"_L1).toString();
    case Action::Metrics: // told already
        break;
    case Action::Apply:
    case Action::Rollback:
    case Action::Reload:
    case Action::RevokeKey:
    case Action::Approve:
        return Tr::tr("Version %1 is in use.").arg(field("version"_L1).toInteger()) + u'\n';
    }
    return QString();
}

ExitCode tell(const GatewayArguments &arguments, const GatewayAnswer &answer, const Context &context)
{
    if (arguments.action == Action::Metrics && answer.status == 200) { // which is no JSON
        print(QString::fromStdString(answer.body));
        return ExitCode::Success;
    }
    const auto document = documentOf(answer);
    if (!document) {
        if (context.format == Format::Text)
            warn(describe(problemsIn(answer)).trimmed());
        return report(document.error(), context.format);
    }
    if (context.format == Format::Json) {
        print(*document);
    } else {
        const auto text = reportOf(arguments, answer, context.clock->utcNow());
        if (!text)
            return report(text.error(), context.format);
        print(*text);
    }
    const bool isRefused = arguments.action == Action::Check && !document->object()["valid"_L1].toBool();
    return isRefused ? ExitCode::Usage : ExitCode::Success;
}

} // namespace

QCoro::Task<ExitCode> gateway(GatewayArguments arguments, Context context)
{
    const auto request = requestFor(arguments);
    if (!request)
        co_return report(request.error(), context.format);
    const Result<DeviceConfig> device = deviceFor(arguments.reach, context.settings);
    if (!device)
        co_return report(device.error(), context.format);
    const auto link = co_await openLink(*device, arguments.reach, context.paths);
    if (!link)
        co_return report(link.error(), context.format);
    const auto line = std::make_shared<fleet::GatewayLine>();
    const auto answer = co_await line->ask(*link, *request, Deadline::in(kPatience));
    (*link)->close();
    if (!answer)
        co_return report(answer.error(), context.format);
    co_return tell(arguments, *answer, context);
}

} // namespace piuptime::ctl
