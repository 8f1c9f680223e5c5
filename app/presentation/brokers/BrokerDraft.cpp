// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/brokers/BrokerDraft.h"

#include "app/presentation/Formatting.h"
#include "core/base/Text.h"
#include "core/config/DeviceLimits.h"
#include "core/model/Address.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr std::size_t kMaxNameBytes = 256;

std::uint16_t usualPort(bool tls)
{
    return tls ? kMqttTlsPort : kMqttPort;
}

/// One or several, with commas between them.
Result<std::vector<BrokerAddress>> addressesIn(const QString &text, bool tls)
{
    std::vector<BrokerAddress> addresses;
    for (const QString &part : text.split(u',')) {
        auto address = parseBrokerAddress(typed(part.trimmed()), usualPort(tls));
        if (!address)
            return tl::unexpected(std::move(address).error());
        if (std::ranges::find(addresses, *address) != addresses.end())
            return fail(ErrorKind::InvalidInput, typed(part.trimmed()) + " is there twice");
        addresses.push_back(std::move(*address));
    }
    if (addresses.size() > config::kMaxBrokerAddresses)
        return fail(ErrorKind::InvalidInput,
                    "there are more than " + std::to_string(config::kMaxBrokerAddresses) + " addresses");
    return addresses;
}

/// Whether it may stand in topics as levels of its own.
bool isTopic(const QString &topic)
{
    return !topic.isEmpty() && !topic.startsWith(u'/') && !topic.endsWith(u'/') && !topic.startsWith(u'$')
           && !topic.contains(u'+') && !topic.contains(u'#') && !topic.contains(QLatin1String("//"));
}

QString addressProblem(const QString &address, bool tls)
{
    if (address.trimmed().isEmpty())
        return BrokerDraft::tr("Enter an address, such as broker.example or 192.168.1.5:1884");
    const auto addresses = addressesIn(address, tls);
    return addresses ? QString() : BrokerDraft::tr("Not an address: %1").arg(shown(addresses.error().detail, 300));
}

} // namespace

BrokerDraft BrokerDraft::of(const BrokerConfig &config)
{
    BrokerDraft draft;
    draft.name = QString::fromStdString(config.name);
    if (!config.host.empty())
        draft.address = brokerAddress(config);
    draft.tls = config.tls;
    draft.caFile = QString::fromStdString(config.caFile);
    draft.certificateFile = QString::fromStdString(config.certificateFile);
    draft.keyFile = QString::fromStdString(config.keyFile);
    draft.user = QString::fromStdString(config.user);
    draft.topic = QString::fromStdString(config.topic);
    draft.group = QString::fromStdString(config.group);
    draft.publishers = config.publishers;
    draft.enabled = config.enabled;
    return draft;
}

std::array<QString, BrokerDraft::kFields> BrokerDraft::problems(const std::vector<BrokerConfig> &others) const
{
    std::array<QString, kFields> problems;
    const auto at = [&](Field field) -> QString & { return problems[static_cast<std::size_t>(field)]; };
    at(Field::Address) = addressProblem(address, tls);
    if (at(Field::Address).isEmpty() && std::ranges::find(others, config().name, &BrokerConfig::name) != others.end())
        at(Field::Name) = tr("Another broker has this name");
    const bool hasCertificate = !certificateFile.trimmed().isEmpty();
    const bool hasKey = !keyFile.trimmed().isEmpty();
    if (tls && hasKey && !hasCertificate)
        at(Field::CertificateFile) = tr("The key needs its certificate");
    if (tls && hasCertificate && !hasKey)
        at(Field::KeyFile) = tr("The certificate needs its key");
    if (!isTopic(topic.trimmed()))
        at(Field::Topic) = tr("Words between slashes, such as site/piuptime, without + and #");
    const QString word = group.trimmed();
    if (!word.isEmpty() && (!isTopic(word) || word.contains(u'/')))
        at(Field::Group) = tr("One word without /, + and #");
    return problems;
}

bool BrokerDraft::isValid(const std::vector<BrokerConfig> &others) const
{
    return std::ranges::all_of(problems(others), &QString::isEmpty);
}

BrokerConfig BrokerDraft::config() const
{
    const auto word = [](const QString &text) { return typed(text.trimmed()); };
    BrokerConfig config;
    if (auto addresses = addressesIn(address, tls))
        setAddresses(config, std::move(*addresses));
    config.name = name.trimmed().isEmpty() ? config.host : printable(word(name), kMaxNameBytes);
    config.tls = tls;
    if (tls) {
        config.caFile = word(caFile);
        config.certificateFile = word(certificateFile);
        config.keyFile = word(keyFile);
    }
    config.user = word(user);
    config.topic = word(topic);
    config.group = word(group);
    config.publishers = publishers;
    config.enabled = enabled;
    return config;
}

QString brokerAddress(const BrokerConfig &broker)
{
    QStringList texts;
    for (const BrokerAddress &address : addressesOf(broker)) {
        const bool usual = address.port == usualPort(broker.tls);
        // The usual port of an address is that of SSH, which is left out.
        const SshEndpoint endpoint{{}, address.host, usual ? std::uint16_t{22} : address.port};
        texts += shown(formatAddress(endpoint, usual ? ShowPort::UnlessUsual : ShowPort::Always), 400);
    }
    return texts.join(QLatin1String(", "));
}

} // namespace piuptime::presentation
