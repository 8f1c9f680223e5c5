// SPDX-License-Identifier: GPL-3.0-or-later
// Records of one Pi, one after the other, so that rates are made. Records end at 0x1E, sections at 0x1D; the first line
// of a section is its name.
#include "core/collect/Probe.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>

using namespace piuptime;

namespace {

constexpr char kRecordEnd = '\x1e';
constexpr char kSectionEnd = '\x1d';

std::string_view takePart(std::string_view &rest, char end)
{
    const std::size_t length = std::min(rest.find(end), rest.size());
    const std::string_view part = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return part;
}

std::vector<collect::Section> sectionsOf(std::string_view record)
{
    std::vector<collect::Section> sections;
    while (!record.empty()) {
        std::string_view bytes = takePart(record, kSectionEnd);
        const std::string_view name = takePart(bytes, '\n');
        sections.push_back({name, bytes});
    }
    return sections;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    collect::ReadingBuilder builder;
    for (std::int64_t ms = 0; !rest.empty(); ms += 10'000) {
        const std::string_view record = takePart(rest, kRecordEnd);
        fuzz::expectSound(builder.build(sectionsOf(record), fromMsUtc(1'732'100'400'000 + ms), MonoTime{}));
    }
    return 0;
}
