// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of an agent, which anybody who may write to the broker can forge: several after one another, each behind its
// length, so that rows meet dictionaries. What comes out must be sound, and the same after a block of it was read.
#include "core/agent/batch/BatchDecoder.h"
#include "core/history/codec/Bytes.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>
#include <cmath>

using namespace piuptime;
using namespace piuptime::agent;

namespace {

/// Values of any sign may be sent; all else holds as for the readings of a probe.
void expectBounded(const Batch &batch)
{
    for (const std::string *text :
         {&batch.sender.serial, &batch.sender.mac, &batch.sender.hostName, &batch.sender.bootId})
        fuzz::expectPrintable(*text);
    fuzz::expect(batch.readings.size() <= kMaxBlockRows, "a bounded number of readings");
    for (Reading reading : batch.readings) {
        fuzz::expect(reading.sequence.has_value(), "each reading has a number");
        fuzz::expect(reading.bootId == batch.sender.bootId, "each reading is of the sender's boot");
        for (Sample &sample : reading.samples) {
            fuzz::expect(std::isfinite(sample.value), "a value is finite");
            sample.value = 0;
        }
        fuzz::expectSound(reading);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    history::ByteReader in({reinterpret_cast<const char *>(data), size});
    BatchDecoder decoder;
    while (in.ok() && !in.atEnd()) {
        const auto batch = decoder.decode(in.text());
        if (!batch)
            continue;
        expectBounded(*batch);
        const auto again = decodeBlock(encodeBlock(batch->sender, batch->readings));
        fuzz::expect(again.has_value(), "a block of it can be read");
        fuzz::expect(again->sender == batch->sender, "the sender comes back");
    }
    return 0;
}
