// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Topic.h"

namespace piuptime::publishers {

std::string_view takeLastLevel(std::string_view &topic)
{
    const std::size_t slash = topic.rfind('/');
    const std::string_view level = slash == std::string_view::npos ? topic : topic.substr(slash + 1);
    topic = slash == std::string_view::npos ? std::string_view() : topic.substr(0, slash);
    return level;
}

} // namespace piuptime::publishers
