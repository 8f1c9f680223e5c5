// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/DeviceDraft.h"

#include "app/presentation/Formatting.h"
#include "core/base/Text.h"
#include "core/model/Address.h"

namespace piuptime::presentation {
namespace {

QString joined(const std::vector<std::string> &parts)
{
    QStringList words;
    for (const std::string &part : parts)
        words.append(QString::fromStdString(part));
    return words.join(QStringLiteral(", "));
}

} // namespace

DeviceDraft DeviceDraft::of(const DeviceConfig &config)
{
    DeviceDraft draft;
    if (!config.endpoint.host.empty())
        draft.address = QString::fromStdString(formatAddress(config.endpoint));
    draft.name = QString::fromStdString(config.name);
    draft.site = QString::fromStdString(config.site);
    draft.tags = joined(config.tags);
    draft.notes = QString::fromStdString(config.notes);
    draft.identities = joined(config.identities);
    std::vector<std::string> jumps;
    for (const SshEndpoint &jump : config.jumps)
        jumps.push_back(formatAddress(jump));
    draft.jumps = joined(jumps);
    if (!config.ups.empty())
        draft.ups = config.ups.front();
    draft.enabled = config.enabled;
    return draft;
}

QString DeviceDraft::addressProblem() const
{
    if (address.trimmed().isEmpty())
        return tr("Enter an address, such as pi@192.168.1.20");
    const auto endpoint = parseAddress(typed(address.trimmed()));
    return endpoint ? QString() : tr("Not an address: %1").arg(shown(endpoint.error().detail, 300));
}

QString DeviceDraft::jumpsProblem() const
{
    for (const std::string &jump : commaList(jumps)) {
        if (const auto endpoint = parseAddress(jump); !endpoint)
            return tr("%1 is not an address: %2").arg(shown(jump, 100), shown(endpoint.error().detail, 300));
    }
    return {};
}

QString DeviceDraft::upsProblem() const
{
    const bool unnamed = ups && ups->kind == UpsSource::Kind::Nut && ups->nutName.empty();
    return unnamed ? tr("Enter the name of the UPS in NUT, such as ups or ups@host") : QString();
}

Result<DeviceConfig> DeviceDraft::applyTo(DeviceConfig base) const
{
    for (const QString &problem : {jumpsProblem(), upsProblem()}) {
        if (!problem.isEmpty())
            return fail(ErrorKind::InvalidInput, typed(problem));
    }
    if (base.source == DeviceConfig::Source::Ssh) {
        auto endpoint = parseAddress(typed(address.trimmed()));
        if (!endpoint)
            return tl::unexpected(std::move(endpoint).error());
        base.endpoint = *std::move(endpoint);
    }
    if (!name.trimmed().isEmpty())
        base.name = printable(typed(name.trimmed()), 256);
    else if (base.source != DeviceConfig::Source::Mqtt) // which has no host to be named after
        base.name = base.endpoint.host;
    base.site = printable(typed(site.trimmed()), 256);
    base.tags = commaList(tags);
    base.notes = typed(notes.left(4000));
    base.identities = commaList(identities);
    base.jumps.clear();
    for (const std::string &jump : commaList(jumps))
        base.jumps.push_back(*parseAddress(jump));
    if (!base.ups.empty())
        base.ups.erase(base.ups.begin());
    if (ups)
        base.ups.insert(base.ups.begin(), *ups);
    base.enabled = enabled;
    return base;
}

std::vector<std::string> commaList(const QString &text)
{
    std::vector<std::string> parts;
    for (const QString &part : text.split(u',')) {
        if (std::string word = printable(typed(part.trimmed()), 512); !word.empty())
            parts.push_back(std::move(word));
    }
    return parts;
}

} // namespace piuptime::presentation
