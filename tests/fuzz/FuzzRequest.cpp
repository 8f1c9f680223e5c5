// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to the endpoint for Prometheus.
#include "core/exposition/RequestHead.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::exposition;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (const auto length = headLength(bytes)) {
        fuzz::expect(*length <= size, "a head is not longer than what came");
        fuzz::expect(headLength(bytes.substr(0, *length)) == length, "a head ends where it ends");
    }
    if (const auto request = parseHead(bytes)) {
        fuzz::expect(request->path.starts_with('/'), "a path begins at the root");
        fuzz::expect(request->path.find_first_of(" ?\n") == std::string::npos, "a path is one word without its query");
        fuzz::expect(answerTo(*request, 404, "no").find("Content-Length: 2\r\n") != std::string::npos,
                     "a length is told");
    }
    return 0;
}
