// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Sharing.h"

#include "core/gateway/settings/Grammar.h"
#include "core/gateway/settings/Names.h"

namespace piuptime::gateway {

namespace {

using config::TableReader;

constexpr std::size_t kMaxPathBytes = 1024;
constexpr std::size_t kMaxSocketBytes = 107; ///< the system's

void readMs(TableReader &reader, std::string_view key, Milliseconds &time, std::int64_t least, std::int64_t most)
{
    std::int64_t count = time.count();
    if (reader.integer(key, count, least, most))
        time = Milliseconds(count);
}

void readRedis(TableReader &reader, const toml::table &table, std::string &address)
{
    if (!table.contains("redis"))
        reader.note("sharing needs a Redis, such as “redis = \"10.0.0.2:6379\"”, or the path of its socket");
    if (!reader.text("redis", address, kMaxPathBytes))
        return;
    if (address.starts_with('/') ? address.size() > kMaxSocketBytes : !isHostAndPort(address))
        reader.note(*table.get("redis"),
                    "redis must be a host and a port, such as “10.0.0.2:6379”, or the path of a socket");
}

} // namespace

void readShare(const toml::table &table, share::ShareConfig &share, std::vector<config::Problem> &problems)
{
    TableReader reader(table, problems);
    readRedis(reader, table, share.address);
    (void)reader.text("user", share.user, kMaxNameBytes);
    (void)reader.text("password_file", share.passwordFile, kMaxPathBytes);
    (void)reader.text("secret_file", share.secretFile, kMaxPathBytes);
    if (!share.user.empty() && share.passwordFile.empty())
        reader.note(*table.get("user"), "a user needs a password_file");
    if (share.passwordFile.empty() && share.secretFile.empty())
        reader.note(
            "sharing needs a secret that nobody else can guess: give secret_file, the same for all gateways, or "
            "password_file where Redis asks for a password");
    std::string prefix;
    if (reader.text("prefix", prefix, kMaxNameBytes)) {
        share.prefix = prefix + ':';
        if (!isSettingName(prefix))
            reader.note(*table.get("prefix"), "prefix must consist of letters, digits and “-_.”");
    }
    readMs(reader, "borrow_ms", share.borrow, 5, 1'000);
    readMs(reader, "connect_ms", share.connect, 10, 60'000);
    readMs(reader, "answer_ms", share.answer, 10, 10'000);
    readMs(reader, "fetch_ms", share.fetch, 1, 1'000);
    reader.flag("breakers", share.hasBreakers);
    reader.flag("cache", share.hasCache);
    auto bytes = static_cast<std::int64_t>(share.cacheBytes);
    if (reader.integer("cache_bytes", bytes, std::int64_t{1} << 20U, std::int64_t{1} << 36U))
        share.cacheBytes = static_cast<std::size_t>(bytes);
    std::int64_t percent = share.aheadPercent;
    if (reader.integer("ahead_percent", percent, 1, 100))
        share.aheadPercent = static_cast<unsigned>(percent);
}

} // namespace piuptime::gateway
