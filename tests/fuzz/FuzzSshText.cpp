// SPDX-License-Identifier: GPL-3.0-or-later
// What a person gives us about SSH servers: a list of addresses, or a client configuration that includes itself. What
// comes out must be safe to hand to a resolver, a shell and a terminal.
#include "core/model/Address.h"
#include "core/ssh/AddressList.h"
#include "core/ssh/SshConfig.h"

#include <cstdint>
#include <cstdlib>

using namespace piuptime;

namespace {

void expectSound(const SshEndpoint &endpoint)
{
    const auto again = parseAddress(formatAddress(endpoint, ShowPort::Always));
    if (!again || *again != endpoint)
        std::abort();
}

void expectSound(const ssh::Imported &imported)
{
    for (const DeviceConfig &device : imported.devices) {
        expectSound(device.endpoint);
        for (const SshEndpoint &jump : device.jumps)
            expectSound(jump);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    expectSound(ssh::parseAddressList(text, "list"));
    int included = 0;
    const auto include = [&](const std::string &) {
        return ++included > 8 ? std::vector<ssh::ConfigText>() : std::vector<ssh::ConfigText>{{"config", text}};
    };
    expectSound(ssh::parseSshConfig({"config", text}, include));
    return 0;
}
