// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Frame.h"

#include <memory>
#include <zstd.h>

namespace piuptime::history {
namespace {

/// On integers laid out in planes the higher levels gain about one per cent and take four times as long.
constexpr int kLevel = 1;

struct FreeCompressor {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

ZSTD_CCtx *compressor()
{
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context = [] {
        std::unique_ptr<ZSTD_CCtx, FreeCompressor> made(ZSTD_createCCtx());
        ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel);
        ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1);
        ZSTD_CCtx_setParameter(made.get(), ZSTD_c_contentSizeFlag, 0); // whoever stores a frame knows its size
        return made;
    }();
    return context.get();
}

} // namespace

std::string compress(std::string_view bytes)
{
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress2(compressor(), out.data(), out.size(), bytes.data(), bytes.size()));
    return out;
}

bool decompress(std::string_view bytes, std::size_t size, std::string &content)
{
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    // A block of zstd expands to at most 128 KiB and takes four bytes or more.
    constexpr std::size_t kLargestExpansion = 128 * 1024;
    if (size / kLargestExpansion > bytes.size())
        return false;
    content.resize(size);
    return ZSTD_decompressDCtx(context.get(), content.data(), size, bytes.data(), bytes.size()) == size;
}

} // namespace piuptime::history
