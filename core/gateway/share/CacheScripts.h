// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace piuptime::gateway::share {

/// What Redis does about answers. Those to one URI are a hash: `g`, which counts how often they were made void, and a
/// field for each variant, with Redis' time in milliseconds, a colon, and the sealed answer. How long something lies
/// there is told by Redis' clock alone.

/// KEYS: the hash. Gives: Redis' time in milliseconds, then the hash.
inline constexpr std::string_view kFetchScript = R"lua(
local time = redis.call('TIME')
return {time[1] * 1000 + math.floor(time[2] / 1000), redis.call('HGETALL', KEYS[1])}
)lua";

/// KEYS: the hash. ARGV: `g` as it was before the upstream was asked, variant, sealed answer, milliseconds that it is
/// of use, variants at most. Gives 1 when it is kept, and 0 where all was made void meanwhile.
inline constexpr std::string_view kShareScript = R"lua(
local answers = KEYS[1]
local generation = redis.call('HGET', answers, 'g') or '0'
if generation ~= ARGV[1] then return 0 end
local before = redis.call('PTTL', answers)
if redis.call('HLEN', answers) > tonumber(ARGV[5]) and redis.call('HEXISTS', answers, ARGV[2]) == 0 then
    redis.call('DEL', answers)
    redis.call('HSET', answers, 'g', generation)
end
local time = redis.call('TIME')
redis.call('HSET', answers, ARGV[2], string.format('%.0f:', time[1] * 1000 + math.floor(time[2] / 1000)) .. ARGV[3])
redis.call('PEXPIRE', answers, math.max(before, tonumber(ARGV[4])))
return 1
)lua";

/// KEYS: the hash, the stream by which gateways hear of it. ARGV: milliseconds for which it is known, sealed URI, who
/// tells. Gives 1.
inline constexpr std::string_view kVoidScript = R"lua(
local generation = (tonumber(redis.call('HGET', KEYS[1], 'g')) or 0) + 1
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'g', string.format('%.0f', generation))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', '16384', '*', 'u', ARGV[2], 'g', ARGV[3])
return 1
)lua";

inline constexpr std::array kCacheScripts{kFetchScript, kShareScript, kVoidScript};

} // namespace piuptime::gateway::share
