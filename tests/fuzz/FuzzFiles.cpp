// SPDX-License-Identifier: GPL-3.0-or-later
// The small files of /proc and /sys, twice with different uptimes, so that counters become rates.
#include "core/collect/Probe.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string files(reinterpret_cast<const char *>(data), size);
    const std::string later = files + "\nproc/uptime:99999999.5 1\n";
    collect::ReadingBuilder builder;
    fuzz::expectSound(builder.build({{"files", files}, {"slow-files", files}}, fromMsUtc(0), MonoTime{}));
    fuzz::expectSound(builder.build({{"files", later}}, fromMsUtc(1000), MonoTime{}));
    return 0;
}
