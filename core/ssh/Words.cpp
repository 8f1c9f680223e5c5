// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Words.h"

namespace piuptime::ssh {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

} // namespace

Result<std::vector<std::string>> splitWords(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const char next = i + 1 < line.size() ? line[i + 1] : '\0';
        if (!quoted && isBlank(c)) {
            if (inWord)
                words.push_back(std::move(word));
            word.clear();
            inWord = false;
        } else if (!inWord && c == '#') {
            break;
        } else if (c == '"') {
            quoted = !quoted;
            inWord = true;
        } else {
            if (quoted && c == '\\' && (next == '"' || next == '\\'))
                ++i;
            word += line[i];
            inWord = true;
        }
    }
    if (quoted)
        return fail(ErrorKind::InvalidInput, "a double quote is not closed", line);
    if (inWord)
        words.push_back(std::move(word));
    return words;
}

} // namespace piuptime::ssh
