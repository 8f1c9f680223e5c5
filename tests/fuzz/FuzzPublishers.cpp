// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of foreign publishers: the topic on the first line, the payload after it.
#include "core/publishers/Publisher.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>
#include <cmath>

using namespace piuptime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(bytes.find('\n'), size);
    const std::string_view payload = bytes.substr(std::min(end + 1, size));
    const auto report = publishers::readMessage({bytes.substr(0, end), payload, false, fromMsUtc(0)});
    if (!report || !*report)
        return 0;
    fuzz::expectPrintable((*report)->identity.publisherName);
    for (const Sample &sample : (*report)->samples)
        fuzz::expect(std::isfinite(sample.value), "samples are finite");
    for (const Fact &fact : (*report)->facts)
        fuzz::expectPrintable(fact.text);
    return 0;
}
