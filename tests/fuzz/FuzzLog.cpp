// SPDX-License-Identifier: GPL-3.0-or-later
// The write-ahead log of the history, which a damaged disk may have changed.
#include "core/history/codec/LogMending.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::history;

namespace {

constexpr std::size_t kFrameBytes = 4096 + 24;

/// A log with frames of which the input says the first bytes: whole pages are too long to be found by chance.
std::string inflated(std::string_view bytes)
{
    constexpr std::size_t kTold = 32;
    std::string log(bytes.substr(0, std::min<std::size_t>(bytes.size(), kTold)));
    for (std::size_t at = log.size(); at < bytes.size(); at += kTold) {
        log += bytes.substr(at, kTold);
        log.resize((log.size() - kTold + kFrameBytes - 1) / kFrameBytes * kFrameBytes + kTold);
    }
    return log;
}

void mend(std::string_view log)
{
    const auto mended = mendLog(log);
    if (!mended)
        return;
    fuzz::expect(mended->size() <= log.size(), "nothing is added");
    fuzz::expect(!mendLog(*mended), "what is mended is sound");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    mend(bytes);
    mend(inflated(bytes));
    return 0;
}
