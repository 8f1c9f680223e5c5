// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Broker.h"

#include "core/model/Address.h"

#include <algorithm>

namespace piuptime {
namespace {

/// Whether a port stands in the text, which for a Pi would be that of SSH.
bool namesPort(std::string_view text)
{
    return std::ranges::count(text, ':') == 1 || text.find("]:") != std::string_view::npos;
}

} // namespace

Result<BrokerAddress> parseBrokerAddress(std::string_view text, std::uint16_t usualPort)
{
    auto endpoint = parseAddress(text);
    if (!endpoint)
        return tl::unexpected(std::move(endpoint).error());
    if (!endpoint->user.empty())
        return fail(ErrorKind::InvalidInput, "the user has a field of its own");
    return BrokerAddress{std::move(endpoint->host), namesPort(text) ? endpoint->port : usualPort};
}

std::string formatBrokerAddress(const BrokerAddress &address)
{
    return formatAddress({{}, address.host, address.port}, ShowPort::Always);
}

std::vector<BrokerAddress> addressesOf(const BrokerConfig &broker)
{
    std::vector<BrokerAddress> addresses{{broker.host, broker.port}};
    addresses.insert(addresses.end(), broker.others.begin(), broker.others.end());
    return addresses;
}

void setAddresses(BrokerConfig &broker, std::vector<BrokerAddress> addresses)
{
    broker.host = std::move(addresses.front().host);
    broker.port = addresses.front().port;
    addresses.erase(addresses.begin());
    broker.others = std::move(addresses);
}

} // namespace piuptime
