// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/HiddenParameters.h"

#include "core/base/Text.h"
#include "core/gateway/http/Characters.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

/// Whether a name as it stands in a query means this one.
bool means(std::string_view written, std::string_view name)
{
    while (!written.empty() && !name.empty()) {
        char c = written.front();
        std::size_t length = 1;
        if (c == '%' && written.size() >= 3) {
            if (const auto byte = toUnsigned(written.substr(1, 2), 16)) {
                c = static_cast<char>(*byte);
                length = 3;
            }
        }
        if (http::lower(c) != http::lower(name.front()))
            return false;
        written.remove_prefix(length);
        name.remove_prefix(1);
    }
    return written.empty() && name.empty();
}

} // namespace

std::string_view withoutHidden(std::string_view query, const std::vector<std::string> &hidden, std::string &storage)
{
    std::size_t copied = 0;
    for (std::size_t at = query.starts_with('?') ? 1 : 0; at < query.size();) {
        const std::size_t end = std::min(query.find('&', at), query.size());
        const std::string_view parameter = query.substr(at, end - at);
        const std::string_view name = parameter.substr(0, parameter.find('='));
        at = end + 1;
        if (name.size() == parameter.size()
            || std::ranges::none_of(hidden, [name](const std::string &one) { return means(name, one); }))
            continue;
        const std::size_t value = end - parameter.size() + name.size() + 1;
        storage.append(query, copied, value - copied).append("***");
        copied = end;
    }
    return copied == 0 ? query : std::string_view(storage.append(query, copied));
}

} // namespace piuptime::gateway
