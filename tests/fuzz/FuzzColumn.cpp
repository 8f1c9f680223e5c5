// SPDX-License-Identifier: GPL-3.0-or-later
// Integers and numbers as they lie in the columns of a chunk.
#include "core/history/codec/Integers.h"
#include "core/history/codec/Numbers.h"
#include "tests/fuzz/Expect.h"

#include <bit>

using namespace piuptime;
using namespace piuptime::history;

namespace {

constexpr std::size_t kMostValues = 5000;

void readAsIntegers(std::string_view bytes, std::size_t count)
{
    ByteReader in(bytes);
    std::vector<std::int64_t> values;
    readIntegers(in, count, values);
    if (!in.ok())
        return;
    fuzz::expect(values.size() == count, "as many integers as asked for");
    std::string again;
    ByteWriter out(again);
    writeIntegers(out, values);
    ByteReader back(again);
    std::vector<std::int64_t> copy;
    readIntegers(back, count, copy);
    fuzz::expect(back.ok() && back.atEnd() && copy == values, "integers come back");
}

void readAsNumbers(std::string_view bytes, std::size_t count)
{
    ByteReader in(bytes);
    std::vector<double> values;
    readNumbers(in, count, values);
    if (!in.ok())
        return;
    fuzz::expect(values.size() == count, "as many numbers as asked for");
    std::string again;
    ByteWriter out(again);
    writeNumbers(out, values);
    ByteReader back(again);
    std::vector<double> copy;
    readNumbers(back, count, copy);
    fuzz::expect(back.ok() && back.atEnd() && copy.size() == count, "numbers can be read again");
    for (std::size_t i = 0; i < count; ++i)
        fuzz::expect(std::bit_cast<std::uint64_t>(copy[i]) == std::bit_cast<std::uint64_t>(values[i]),
                     "each number comes back bit by bit");
}

} // namespace

/// The first two bytes say how many values to read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t count = (data[0] | std::size_t{data[1]} << 8U) % kMostValues;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 2, size - 2);
    readAsIntegers(bytes, count);
    readAsNumbers(bytes, count);
    return 0;
}
