// SPDX-License-Identifier: GPL-3.0-or-later
// Chunks of the history, which a damaged disk may have changed.
#include "core/history/codec/Chunk.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::history;

namespace {

/// The sum over the header is what keeps most rubbish out; here it is made right, so that what lies behind is met, too.
std::string withRightSum(std::string bytes, std::size_t headerSize)
{
    std::uint32_t sum = 2'166'136'261U;
    for (std::size_t i = 0; i + 4 < headerSize; ++i)
        sum = (sum ^ static_cast<unsigned char>(bytes[i])) * 16'777'619U;
    for (std::size_t i = 0; i < 4; ++i)
        bytes[headerSize - 4 + i] = static_cast<char>((sum >> (8 * i)) & 0xFFU);
    return bytes;
}

void read(std::string_view bytes)
{
    ChunkReader parts(bytes);
    for (const SeriesNumber series : parts.series()) {
        const Columns::Column *column = parts.column(series);
        if (column == nullptr)
            break;
        fuzz::expect(column->rows.empty() || column->rows.size() == column->values.size(), "a row for each value");
        for (const std::uint32_t row : column->rows)
            fuzz::expect(row < parts.times().size(), "rows are those of times");
    }
    ChunkReader whole(bytes);
    Columns columns = whole.all();
    fuzz::expect(whole.ok() || columns.empty(), "damage gives nothing");
    if (!whole.ok())
        return;
    columns.settle();
    const std::string again = encodeChunk(columns, Packing::Compressed);
    ChunkReader back(again);
    fuzz::expect(back.all().rowCount() == columns.rowCount() && back.ok(), "what was read can be written and read");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    read(bytes);
    if (const std::size_t headerSize = ChunkReader(bytes).headerSize(); headerSize >= 4 && headerSize <= size)
        read(withRightSum(bytes, headerSize));
    return 0;
}
