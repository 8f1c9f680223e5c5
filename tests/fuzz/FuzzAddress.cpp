// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as people and configuration files write them.
#include "core/model/Address.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto endpoint = parseAddress({reinterpret_cast<const char *>(data), size});
    if (!endpoint) {
        fuzz::expectPrintable(endpoint.error().detail);
        return 0;
    }
    fuzz::expect(!endpoint->host.empty() && endpoint->host.front() != '-', "a host cannot pass for an option");
    fuzz::expect(endpoint->user.empty() || endpoint->user.front() != '-', "a user cannot pass for an option");
    for (const ShowPort show : {ShowPort::Always, ShowPort::UnlessUsual}) {
        const std::string text = formatAddress(*endpoint, show);
        fuzz::expect(text.find_first_of(" \t\r\n;&|<>()$`\\\"'*?{}~!#/") == std::string::npos, "nothing for a shell");
        const auto back = parseAddress(text);
        fuzz::expect(back && *back == *endpoint, "an address comes back the same");
    }
    return 0;
}
