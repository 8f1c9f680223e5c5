// SPDX-License-Identifier: GPL-3.0-or-later
// The channel: bytes as they come, in pieces. The first byte says how large the pieces are.
#include "core/collect/Probe.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>

using namespace piuptime;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t piece = std::size_t{1} + data[0];
    std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    collect::RecordDecoder decoder;
    decoder.expect("0123456789abcdef0123456789abcdef");
    bool whole = false;
    while (!bytes.empty()) {
        const auto result = decoder.feed(bytes.substr(0, piece));
        if (!result) {
            fuzz::expect(decoder.sections().empty(), "a broken record has no sections");
            return 0;
        }
        fuzz::expect(*result || !whole, "a whole record stays whole");
        whole = *result;
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    std::size_t sum = 0;
    for (const collect::Section &section : decoder.sections())
        sum += section.name.size() + section.bytes.size();
    fuzz::expect(sum <= size, "sections are part of what came");
    return 0;
}
