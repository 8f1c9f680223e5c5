// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/codec/Columns.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace piuptime::history {

enum class Packing {
    Plain,      ///< as it is: for memory, or for what is compressed together with more
    Compressed, ///< in frames of their own, each with a checksum: for the file
};

/// What is put into one chunk at most; a reader takes some more, and so knows rubbish that would fill the memory.
inline constexpr std::size_t kMaxChunkRows = std::size_t{1} << 18U;
inline constexpr std::size_t kMaxChunkValues = std::size_t{1} << 24U;

/// Readings of one device over a stretch of time, as bytes.
///
/// Layout: the header (version, rows, where each frame lies and which series it holds, checksum of all that); the
/// frame of times, which also lists the rows of series that have no value in every row; the frame with what else the
/// readings say of themselves; frames of columns, several series in each. Whoever wants one series reads the header,
/// the times and one frame more.
///
/// \param columns settled: in the order of time; at most `kMaxChunkRows` with `kMaxChunkValues`
[[nodiscard]] std::string encodeChunk(const Columns &columns, Packing packing);

/// Reads parts of an encoded chunk. Any bytes are safe: what is damaged gives nothing.
class ChunkReader
{
public:
    /// Gives `length` bytes of the chunk from `offset`; fewer when they cannot be had.
    using Fetch = std::function<std::string(std::size_t offset, std::size_t length)>;

    /// \param header the first bytes of the chunk, at least the header   \param fetch called for each frame
    ChunkReader(std::string_view header, Fetch fetch);
    /// \param chunk must outlive the reader
    explicit ChunkReader(std::string_view chunk);

    /// Whether nothing damaged was met so far.
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t headerSize() const { return m_headerSize; }
    [[nodiscard]] std::size_t rowCount() const { return m_rowCount; }
    [[nodiscard]] std::vector<SeriesNumber> series() const;

    /// Times of all rows, in ms since 1970.
    [[nodiscard]] const std::vector<std::int64_t> &times();
    /// The values of `series`, valid until the next call; null when it has none, or they are damaged.
    [[nodiscard]] const Columns::Column *column(SeriesNumber series);
    /// What the readings say of themselves; empty when damaged.
    [[nodiscard]] std::vector<RowHead> heads();
    /// Everything; empty when damaged.
    [[nodiscard]] Columns all();

private:
    struct Frame {
        std::size_t offset = 0;
        std::size_t storedSize = 0;
        std::size_t size = 0;
        std::vector<SeriesNumber> series;
    };

    void readHeader(std::string_view header);
    [[nodiscard]] bool load(const Frame &frame, std::string &content);
    [[nodiscard]] bool loadTimes();
    [[nodiscard]] const Frame *frameOf(SeriesNumber series) const;
    /// Reads the column that comes next in `in`.
    void takeColumn(class ByteReader &in, Columns::Column &column);

    Fetch m_fetch;
    bool m_ok = true;
    bool m_compressed = false;
    std::size_t m_rowCount = 0;
    std::size_t m_headerSize = 0;
    std::vector<Frame> m_frames; ///< times, heads, columns …
    std::optional<std::vector<std::int64_t>> m_times;
    std::vector<std::vector<std::uint32_t>> m_patterns; ///< rows of series that have no value in every row
    const Frame *m_loaded = nullptr;                    ///< whose content is in `m_content`
    std::string m_content;
    std::size_t m_columnsTaken = 0; ///< of that frame
    std::size_t m_bytesTaken = 0;   ///< by them
    Columns::Column m_column;
};

} // namespace piuptime::history
