// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Caching.h"

namespace piuptime::gateway {

namespace {

using config::TableReader;

constexpr std::int64_t kMostMs = std::int64_t{365} * 24 * 3'600'000;

void readBytes(TableReader &reader, std::string_view key, std::size_t &bytes, std::int64_t least, std::int64_t most)
{
    auto number = static_cast<std::int64_t>(bytes);
    if (reader.integer(key, number, least, most))
        bytes = static_cast<std::size_t>(number);
}

void readMs(TableReader &reader, std::string_view key, Milliseconds &time)
{
    std::int64_t count = time.count();
    if (reader.integer(key, count, 0, kMostMs))
        time = Milliseconds(count);
}

} // namespace

void readCache(const toml::table &table, cache::CacheConfig &cache, std::vector<config::Problem> &problems)
{
    TableReader reader(table, problems);
    readBytes(reader, "most_bytes", cache.mostBytes, 64 * 1024, std::int64_t{1} << 36U);
}

void readRouteCache(const toml::table &table, cache::RouteCache &cache, std::vector<config::Problem> &problems)
{
    TableReader reader(table, problems);
    cache.isOn = true;
    reader.flag("on", cache.isOn);
    readBytes(reader, "max_entry_bytes", cache.maxEntryBytes, 0, std::int64_t{1} << 28U);
    readMs(reader, "default_ttl_ms", cache.defaultTtl);
    readMs(reader, "stale_if_error_ms", cache.staleIfError);
}

} // namespace piuptime::gateway
