// SPDX-License-Identifier: GPL-3.0-or-later
// One parser of command output: the first line names the section, the rest is its bytes.
#include "core/collect/Probe.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos)
        return 0;
    const std::vector<collect::Section> sections{{bytes.substr(0, end), bytes.substr(end + 1)}};
    fuzz::expectSound(collect::ReadingBuilder().build(sections, fromMsUtc(1'732'100'400'000), MonoTime{}));
    return 0;
}
