// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Pattern.h"

#include <algorithm>

namespace piuptime::ssh {
namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

bool matchesPattern(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos; // the last `*` seen, and where it was tried
    std::size_t starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || lower(pattern[p]) == lower(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool matchesPatterns(const std::vector<std::string_view> &patterns, std::string_view text)
{
    bool matched = false;
    for (const std::string_view pattern : patterns) {
        if (pattern.starts_with('!')) {
            if (matchesPattern(pattern.substr(1), text))
                return false;
        } else if (matchesPattern(pattern, text)) {
            matched = true;
        }
    }
    return matched;
}

} // namespace piuptime::ssh
