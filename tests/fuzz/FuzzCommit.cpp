// SPDX-License-Identifier: GPL-3.0-or-later
// Commits in the journal of the history, and the compressed frames in which they and chunks lie.
#include "core/history/codec/Bytes.h"
#include "core/history/codec/Frame.h"
#include "core/history/codec/Journal.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::history;

namespace {

void read(std::string_view bytes)
{
    const auto entries = decodeJournal(bytes);
    if (!entries)
        return;
    const auto back = decodeJournal(encodeJournal(*entries));
    fuzz::expect(back && back->size() == entries->size(), "a commit comes back");
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const JournalEntry &entry = entries->at(i);
        fuzz::expect(entry.device == back->at(i).device && entry.hourMs == back->at(i).hourMs
                         && entry.chunk == back->at(i).chunk,
                     "each entry comes back");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    read(bytes);
    // The same bytes as content, so that what lies behind the checksum is met, too.
    std::string packed;
    ByteWriter(packed).varint(size);
    read(packed + compress(bytes));

    std::string content;
    for (const std::size_t promised : {std::size_t{0}, size, std::size_t{1000}, std::size_t{1} << 40U}) {
        if (decompress(bytes, promised, content))
            fuzz::expect(content.size() == promised, "a frame holds what it promises");
    }
    fuzz::expect(decompress(compress(bytes), size, content) && content == bytes, "content comes back");
    return 0;
}
