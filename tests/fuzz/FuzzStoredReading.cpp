// SPDX-License-Identifier: GPL-3.0-or-later
// Readings as they lie in the rows of the history, which a damaged disk may have changed.
#include "core/history/codec/ReadingCodec.h"
#include "tests/fuzz/Expect.h"

#include <bit>

using namespace piuptime;
using namespace piuptime::history;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    ReadingCursor cursor(bytes);
    std::vector<NumberedSample> samples;
    while (const auto sample = cursor.next()) {
        fuzz::expect(samples.empty() || samples.back().series < sample->series, "series ascend");
        samples.push_back(*sample);
    }
    fuzz::expect(samples.size() <= size, "no more samples than bytes");

    const std::string again = encodeReading(cursor.slow(), cursor.uptimeSeconds(), samples);
    ReadingCursor back(again);
    for (const NumberedSample &sample : samples) {
        const auto copy = back.next();
        fuzz::expect(copy && copy->series == sample.series, "each series comes back");
        fuzz::expect(std::bit_cast<std::uint64_t>(copy->value) == std::bit_cast<std::uint64_t>(sample.value),
                     "each value comes back bit by bit");
    }
    fuzz::expect(!back.next() && !back.damaged(), "nothing else comes back");
    return 0;
}
