// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/LogMending.h"

#include <cstdint>

namespace piuptime::history {
namespace {

// The layout of https://www.sqlite.org/walformat.html; integers are big-endian.
constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kHeaderSaltsAt = 16;
constexpr std::size_t kHeaderSumAt = 24;
constexpr std::size_t kFrameHeaderBytes = 24;
constexpr std::size_t kCommitAt = 4; ///< of a frame; not 0 in the last of a commit
constexpr std::size_t kFrameSaltsAt = 8;
constexpr std::size_t kFrameSumAt = 16;
constexpr std::size_t kSummedOfFrameHeader = 8;
constexpr std::size_t kSaltsBytes = 8;
constexpr std::size_t kPageBytes = 4096; // of every history
constexpr std::size_t kFrameBytes = kFrameHeaderBytes + kPageBytes;
constexpr std::uint32_t kMagic = 0x377f0682; ///< the lowest bit says that sums are of big-endian words
constexpr std::uint32_t kVersion = 3'007'000;

std::uint32_t wordAt(std::string_view bytes, std::size_t at, bool bigEndian = true)
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i)
        word = word << 8U | static_cast<unsigned char>(bytes[at + (bigEndian ? i : 3 - i)]);
    return word;
}

void putWord(std::string &bytes, std::size_t at, std::uint32_t word)
{
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<char>(word >> (8 * (3 - i)));
}

struct Sum {
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    friend bool operator==(const Sum &, const Sum &) = default;
};

Sum sumAt(std::string_view bytes, std::size_t at)
{
    return {wordAt(bytes, at), wordAt(bytes, at + 4)};
}

class Log
{
public:
    explicit Log(std::string_view bytes)
        : m_bytes(bytes)
        , m_bigEndian((wordAt(bytes, 0) & 1U) != 0)
    {
    }

    [[nodiscard]] std::size_t frameCount() const { return (m_bytes.size() - kHeaderBytes) / kFrameBytes; }

    [[nodiscard]] bool isHeaderSound() const
    {
        return (wordAt(m_bytes, 0) & ~1U) == kMagic && wordAt(m_bytes, 4) == kVersion
               && wordAt(m_bytes, 8) == kPageBytes
               && add({}, m_bytes.substr(0, kHeaderSumAt)) == sumAt(m_bytes, kHeaderSumAt);
    }
    /// Frames of earlier rounds through the same file have other salts.
    [[nodiscard]] bool isOfThisLog(std::size_t frame) const
    {
        return frameAt(frame).substr(kFrameSaltsAt, kSaltsBytes) == salts();
    }
    /// Judged by what the frame before says its own sum is, so that damage in one frame leaves the others sound.
    [[nodiscard]] bool isSound(std::size_t frame) const
    {
        return isOfThisLog(frame)
               && sumOf(frame, frame == 0 ? sumAt(m_bytes, kHeaderSumAt) : sumAt(frameAt(frame - 1), kFrameSumAt))
                      == sumAt(frameAt(frame), kFrameSumAt);
    }
    [[nodiscard]] bool endsCommit(std::size_t frame) const { return wordAt(frameAt(frame), kCommitAt) != 0; }

    /// The log up to and with the frame `last`, with sums made anew from `first` on.
    [[nodiscard]] std::string mended(std::size_t first, std::size_t last) const
    {
        std::string mended(m_bytes.substr(0, kHeaderBytes + (last + 1) * kFrameBytes));
        Sum sum = first == 0 ? sumAt(m_bytes, kHeaderSumAt) : sumAt(frameAt(first - 1), kFrameSumAt);
        for (std::size_t frame = first; frame <= last; ++frame) {
            sum = sumOf(frame, sum);
            const std::size_t at = kHeaderBytes + frame * kFrameBytes;
            mended.replace(at + kFrameSaltsAt, kSaltsBytes, salts());
            putWord(mended, at + kFrameSumAt, sum.first);
            putWord(mended, at + kFrameSumAt + 4, sum.second);
        }
        return mended;
    }

private:
    [[nodiscard]] std::string_view salts() const { return m_bytes.substr(kHeaderSaltsAt, kSaltsBytes); }
    [[nodiscard]] std::string_view frameAt(std::size_t frame) const
    {
        return m_bytes.substr(kHeaderBytes + frame * kFrameBytes, kFrameBytes);
    }
    [[nodiscard]] Sum sumOf(std::size_t frame, Sum before) const
    {
        const std::string_view bytes = frameAt(frame);
        return add(add(before, bytes.substr(0, kSummedOfFrameHeader)), bytes.substr(kFrameHeaderBytes));
    }
    [[nodiscard]] Sum add(Sum sum, std::string_view bytes) const
    {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            sum.first += wordAt(bytes, at, m_bigEndian) + sum.second;
            sum.second += wordAt(bytes, at + 4, m_bigEndian) + sum.first;
        }
        return sum;
    }

    std::string_view m_bytes;
    bool m_bigEndian;
};

/// The log with a header that its first frame confirms: every field but the salts is known, and the frames repeat
/// those.
std::optional<std::string> withSoundHeader(std::string_view bytes)
{
    std::string fixed(bytes);
    putWord(fixed, 0, kMagic | (wordAt(bytes, 0) & 1U));
    putWord(fixed, 4, kVersion);
    putWord(fixed, 8, kPageBytes);
    fixed.replace(kHeaderSaltsAt, kSaltsBytes, bytes.substr(kHeaderBytes + kFrameSaltsAt, kSaltsBytes));
    if (const Log log(fixed); log.isHeaderSound() && log.isSound(0))
        return fixed;
    return std::nullopt;
}

} // namespace

std::optional<std::string> mendLog(std::string_view bytes)
{
    if (bytes.size() < kHeaderBytes + kFrameBytes)
        return std::nullopt;
    const bool isHeaderSound = Log(bytes).isHeaderSound();
    const std::optional<std::string> fixed = isHeaderSound ? std::nullopt : withSoundHeader(bytes);
    if (!isHeaderSound && !fixed)
        return std::nullopt;
    const Log log(fixed ? std::string_view(*fixed) : bytes);
    std::size_t first = 0;
    while (first < log.frameCount() && log.isSound(first))
        ++first;
    // The commit that is damaged may be one that a power cut has torn: only what was begun later counts.
    const bool isItsLast = first < log.frameCount() && log.isOfThisLog(first) && log.endsCommit(first);
    int commits = isItsLast ? 1 : 0;
    std::size_t last = 0;
    for (std::size_t frame = first; frame < log.frameCount(); ++frame) {
        if (!log.endsCommit(frame) || !log.isSound(frame))
            continue;
        ++commits;
        last = frame;
    }
    if (commits > 1)
        return log.mended(first, last);
    return fixed;
}

} // namespace piuptime::history
