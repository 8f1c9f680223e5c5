// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Network.h"

#include "core/base/Text.h"
#include "core/collect/CommandOutput.h"
#include "core/collect/Names.h"

#include <algorithm>
#include <string>

namespace piuptime::collect {
namespace {

constexpr std::size_t kMaxInterfaces = 64;

bool isCidr(std::string_view text)
{
    const auto isAddressChar = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.' || c == '/';
    };
    return !text.empty() && text.size() <= 49 && std::ranges::all_of(text, isAddressChar);
}

} // namespace

void readAddresses(std::string_view text, Draft &draft)
{
    struct Interface {
        std::string_view name;
        std::string addresses;
    };
    std::vector<Interface> interfaces;
    CommandOutput output = parseCommandOutput(text);
    while (auto line = takeLine(output.text)) {
        skipWords(*line, 1); // index
        std::string_view name = takeWord(*line);
        name = name.substr(0, name.find('@')); // `eth0.5@eth0`
        const std::string_view family = takeWord(*line);
        const std::string_view address = takeWord(*line);
        if ((family != "inet" && family != "inet6") || !isWatchedInterface(name) || !isCidr(address))
            continue;
        auto found = std::ranges::find(interfaces, name, &Interface::name);
        if (found == interfaces.end()) {
            if (interfaces.size() == kMaxInterfaces)
                continue;
            found = interfaces.insert(found, {name, {}});
        }
        if (found->addresses.size() + address.size() < Draft::kMaxFactBytes)
            found->addresses.append(found->addresses.empty() ? "" : " ").append(address);
    }
    for (const Interface &interface : interfaces)
        draft.fact(FactKey::NetworkAddress, interface.addresses, interface.name);
}

void readIwgetid(std::string_view text, Draft &draft)
{
    constexpr std::string_view mark = "ESSID:\"";
    CommandOutput output = parseCommandOutput(text);
    while (auto line = takeLine(output.text)) {
        const std::string_view interface = takeWord(*line);
        std::string_view name = trimmed(*line);
        if (!name.starts_with(mark) || !name.ends_with('"') || name.size() <= mark.size())
            continue;
        name = name.substr(mark.size(), name.size() - mark.size() - 1);
        draft.fact(FactKey::WifiNetwork, name, interface);
    }
}

void readIw(std::string_view text, Draft &draft)
{
    CommandOutput output = parseCommandOutput(text);
    std::string_view interface;
    while (auto line = takeLine(output.text)) {
        const std::string_view word = takeWord(*line);
        if (word == "Interface")
            interface = trimmed(*line);
        else if (word == "ssid" && !interface.empty())
            draft.fact(FactKey::WifiNetwork, trimmed(*line), interface);
    }
}

} // namespace piuptime::collect
