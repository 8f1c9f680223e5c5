// SPDX-License-Identifier: GPL-3.0-or-later
// A record's body, as a Pi that knows the nonce may send it; cut in two at the first 0x1E, the second part is the next
// record, so that rates are made.
#include "core/collect/Probe.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;

namespace {

void read(std::string_view body, collect::ReadingBuilder &builder)
{
    const std::string nonce = "0123456789abcdef0123456789abcdef";
    collect::RecordDecoder decoder;
    decoder.expect(nonce);
    const auto whole = decoder.feed("PIU1 " + nonce + ' ' + std::to_string(body.size()) + '\n' + std::string(body));
    if (whole && *whole)
        fuzz::expectSound(builder.build(decoder.sections(), fromMsUtc(1'732'100'400'000), MonoTime{}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::size_t cut = bytes.find('\x1e');
    collect::ReadingBuilder builder;
    read(bytes.substr(0, cut), builder);
    if (cut != std::string_view::npos)
        read(bytes.substr(cut + 1), builder);
    return 0;
}
