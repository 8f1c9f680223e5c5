// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace piuptime::gateway::share {

/// What Redis does about answers. Those to one URI are a hash: `g`, which counts how often they were made void, and a
/// field for each variant, with Redis' time in milliseconds, a colon, and the sealed answer. A sorted set has the names
/// of these hashes by when they were of use last, and another hash how many bytes each has, and `all`. How long
/// something lies there is told by Redis' clock alone.

/// KEYS: the hash, the sorted set. Gives: Redis' time in milliseconds, then the hash.
inline constexpr std::string_view kFetchScript = R"lua(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], 'XX', now, KEYS[1])
return {now, redis.call('HGETALL', KEYS[1])}
)lua";

/// KEYS: the hash, the sorted set, the sizes. ARGV: `g` as it was before the upstream was asked, variant, sealed
/// answer, milliseconds that it is of use, variants at most, bytes at most of all, milliseconds for which `g` is known.
/// Gives 1 when it is kept, and 0 where all was made void meanwhile.
inline constexpr std::string_view kShareScript = R"lua(
local answers, uses, sizes = KEYS[1], KEYS[2], KEYS[3]
local generation = redis.call('HGET', answers, 'g') or '0'
if generation ~= ARGV[1] then return 0 end
local function release(name)
    local size = tonumber(redis.call('HGET', sizes, name)) or 0
    if size > 0 then redis.call('HINCRBY', sizes, 'all', -size) end
    redis.call('HDEL', sizes, name)
end
local function forget(name)
    release(name)
    redis.call('ZREM', uses, name)
    local known = redis.call('HGET', name, 'g')
    redis.call('DEL', name)
    if known then
        redis.call('HSET', name, 'g', known)
        redis.call('PEXPIRE', name, ARGV[7])
    end
end
local before = redis.call('PTTL', answers)
if redis.call('HLEN', answers) > tonumber(ARGV[5]) and redis.call('HEXISTS', answers, ARGV[2]) == 0 then
    forget(answers)
end
if redis.call('EXISTS', answers) == 0 then release(answers) end -- what it had went by its age
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local more = #ARGV[3] - redis.call('HSTRLEN', answers, ARGV[2])
redis.call('HSET', answers, ARGV[2], now .. ':' .. ARGV[3])
redis.call('PEXPIRE', answers, math.max(before, tonumber(ARGV[4])))
redis.call('ZADD', uses, now, answers)
redis.call('HINCRBY', sizes, answers, more)
local all = redis.call('HINCRBY', sizes, 'all', more)
while all > tonumber(ARGV[6]) do
    local oldest = redis.call('ZRANGE', uses, 0, 0)[1]
    if not oldest then
        redis.call('DEL', sizes)
        break
    end
    forget(oldest)
    all = tonumber(redis.call('HGET', sizes, 'all'))
end
return 1
)lua";

/// KEYS: the hash, the sorted set, the sizes, the stream by which gateways hear of it. ARGV: milliseconds for which it
/// is known, sealed URI, who tells. Gives 1.
inline constexpr std::string_view kVoidScript = R"lua(
local generation = (tonumber(redis.call('HGET', KEYS[1], 'g')) or 0) + 1
local size = tonumber(redis.call('HGET', KEYS[3], KEYS[1])) or 0
if size > 0 then redis.call('HINCRBY', KEYS[3], 'all', -size) end
redis.call('HDEL', KEYS[3], KEYS[1])
redis.call('ZREM', KEYS[2], KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'g', string.format('%.0f', generation))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('XADD', KEYS[4], 'MAXLEN', '~', '16384', '*', 'u', ARGV[2], 'g', ARGV[3])
return 1
)lua";

inline constexpr std::array kCacheScripts{kFetchScript, kShareScript, kVoidScript};

} // namespace piuptime::gateway::share
