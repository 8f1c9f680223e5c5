// SPDX-License-Identifier: GPL-3.0-or-later
// SMART reports, whose JSON comes from firmware of many makers.
#include "core/collect/Probe.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    fuzz::expectSound(collect::ReadingBuilder().build({{"smart:sda", bytes}}, fromMsUtc(0), MonoTime{}));
    return 0;
}
