// SPDX-License-Identifier: GPL-3.0-or-later
// Chunked bodies, as the gateway reads them.
#include "core/gateway/http/HeadWriter.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::http;

namespace {

constexpr Limits kLimits{
    .chunkLineBytes = 64, .chunkExtensionBytes = 256, .trailerBytes = 512, .trailerCount = 4, .bodyBytes = 4096};

struct Decoded {
    Progress progress = Progress::More;
    Cause cause = Cause::None;
    std::string body;
    std::string trailers;
    std::size_t taken = 0;

    friend bool operator==(const Decoded &, const Decoded &) = default;
};

/// \param step how many bytes come at a time
Decoded decode(std::string_view bytes, std::size_t step)
{
    ChunkDecoder decoder(kLimits);
    Decoded result;
    while (result.progress == Progress::More && result.taken < bytes.size()) {
        std::string_view piece = bytes.substr(result.taken, step);
        const std::size_t had = piece.size();
        std::string_view data;
        while (result.progress == Progress::More && !piece.empty()) {
            result.progress = decoder.decode(piece, data);
            result.body += data;
        }
        result.taken += had - piece.size();
    }
    result.cause = decoder.cause();
    for (std::size_t i = 0; i < decoder.trailerCount(); ++i)
        result.trailers += decoder.trailer(i).line;
    return result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const Decoded whole = decode(bytes, std::max<std::size_t>(size, 1));
    fuzz::expect(decode(bytes, 1) == whole && decode(bytes, 7) == whole,
                 "the pieces that a body comes in do not matter");
    fuzz::expect(whole.body.size() <= kLimits.bodyBytes, "a body keeps to its limit");
    if (whole.progress != Progress::Done)
        return 0;
    net::BlockPool pool;
    net::Buffer out(pool);
    if (!whole.body.empty())
        writeChunk(out, whole.body);
    writeLastChunk(out, nullptr);
    const Decoded again = decode(out.view(), out.size());
    fuzz::expect(again.progress == Progress::Done && again.body == whole.body, "what is passed on is the same body");
    fuzz::expect(again.taken == out.size(), "one body is passed on");
    return 0;
}
