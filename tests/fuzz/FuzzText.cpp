// SPDX-License-Identifier: GPL-3.0-or-later
// The small parts of core/base that touch foreign bytes first. The first byte is the limit of `printable`.
#include "core/base/Text.h"
#include "tests/fuzz/Expect.h"

#include <cmath>

using namespace piuptime;

namespace {

constexpr std::size_t kEllipsisBytes = 3;

void checkPrintable(std::string_view bytes, std::size_t limit)
{
    const std::string text = printable(bytes, limit);
    fuzz::expectPrintable(text);
    fuzz::expect(text.size() <= limit + kEllipsisBytes, "printable text keeps its limit");
    const std::string whole = printable(bytes, bytes.size() * kEllipsisBytes);
    fuzz::expect(printable(whole, whole.size()) == whole, "printable text is printable");
    fuzz::expect(whole.empty() || (whole.front() != ' ' && whole.back() != ' '), "no white space at the ends");
}

void checkCutting(std::string_view bytes)
{
    std::size_t sum = 0;
    std::string_view rest = bytes;
    while (const auto line = takeLine(rest)) {
        fuzz::expect(line->find('\n') == std::string_view::npos, "a line is one line");
        std::string_view words = *line;
        while (!takeWord(words).empty())
            ++sum;
    }
    fuzz::expect(sum <= bytes.size(), "no more words than bytes");
    std::size_t joined = 0;
    for (const std::string_view part : split(bytes, ','))
        joined += part.size() + 1;
    fuzz::expect(joined == bytes.size() + 1, "parts and separators are the whole");
}

/// Undoes the quoting as a shell would.
std::string unquoted(std::string_view quoted)
{
    std::string plain;
    bool inside = false;
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        if (quoted[i] == '\'')
            inside = !inside;
        else if (!inside && quoted[i] == '\\' && i + 1 < quoted.size())
            plain += quoted[++i];
        else
            plain += quoted[i];
    }
    return plain;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    checkPrintable(bytes, data[0]);
    checkCutting(bytes);
    fuzz::expect(unquoted(shellQuoted(bytes)) == bytes, "quoting can be undone");
    const auto number = toNumber(bytes);
    fuzz::expect(!number || std::isfinite(*number), "numbers are finite");
    static_cast<void>(toUnsigned(bytes));
    static_cast<void>(toUnsigned(bytes, 16));
    static_cast<void>(toSigned(bytes));
    return 0;
}
