// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace piuptime::gateway::share {

/// Counts one key in Redis, by Redis' clock alone. What is owed counts whatever remains, what is wanted only as far as
/// there is something; of that at most half, so that others get some too.
///
/// KEYS: the count. ARGV: kind (`rate`, `places`, or else a window), amount, per in microseconds, quota (burst or
/// amount), owed, returned, slice of what is returned, wanted, who asks, whether somebody found no place (`1` or `0`).
/// Gives: granted, left, microseconds until something is left, until all is, slice of what was granted.
///
/// Places are leased for `per`: owed are those needed, wanted all that are to be had. Given last is how many one may
/// have. For a fifth of a second after others found none, that is its part: what the content do not have is divided
/// among those who found none and the one who asks.
inline constexpr std::string_view kScript = R"lua(
local count = KEYS[1]
local amount, per, quota = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local owed, returned, slice_of, wanted = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local function grant(used)
    local left = math.max(0, math.floor(quota - used + 1e-6))
    local granted = math.min(wanted, math.ceil(left / 2))
    return granted, left - granted
end
local function keep(microseconds)
    redis.call('PEXPIRE', count, math.ceil(microseconds / 1000) + 1000)
end

if ARGV[1] == 'places' then
    local content, hungry, hungry_ones, hunger = 0, 0, 0, 0
    if ARGV[10] == '1' then hunger = now + 200000 end
    local all = redis.call('HGETALL', count)
    for i = 1, #all, 2 do
        local places, ends, hungers = string.match(all[i + 1], '^(%d+) (%d+) (%d+)$')
        if not ends or tonumber(ends) <= now then
            redis.call('HDEL', count, all[i])
        elseif all[i] == ARGV[9] then
            hunger = math.max(hunger, tonumber(hungers))
        elseif tonumber(hungers) > now then
            hungry, hungry_ones = hungry + tonumber(places), hungry_ones + 1
        else
            content = content + tonumber(places)
        end
    end
    local free, fair = math.max(0, quota - content - hungry), quota
    if hungry_ones > 0 then fair = math.max(0, math.ceil((quota - content) / (hungry_ones + 1))) end
    local granted = math.min(owed, free)
    local more = math.min(wanted, math.max(fair, granted)) - granted
    granted = granted + math.min(math.max(0, more), math.ceil((free - granted) / 2))
    local ends = now + per
    if granted == 0 then ends = hunger end
    if ends > now then
        redis.call('HSET', count, ARGV[9], string.format('%.0f %.0f %.0f', granted, ends, hunger))
        keep(per)
    else
        redis.call('HDEL', count, ARGV[9])
    end
    return {granted, free - granted, 0, 0, fair}
end

if ARGV[1] == 'rate' then
    local known = redis.call('HMGET', count, 'used', 'at')
    local used = tonumber(known[1]) or 0
    used = math.max(0, used - math.max(0, now - (tonumber(known[2]) or now)) * amount / per)
    used = math.max(0, used - returned) + owed
    local granted, left = grant(used)
    used = used + granted
    local wait = 0
    if left == 0 then wait = math.max(0, math.ceil((used + 1 - quota) * per / amount)) end
    local reset = math.ceil(used * per / amount)
    if owed + returned + granted > 0 then
        redis.call('HSET', count, 'used', string.format('%.6f', used), 'at', string.format('%.0f', now))
        keep(reset)
    end
    return {granted, left, wait, reset, 0}
end

-- A window is cut into five; six of them cover it wherever it begins.
local length = math.ceil(per / 5)
local newest = math.floor(now / length)
local used, counts = 0, {}
local all = redis.call('HGETALL', count)
for i = 1, #all, 2 do
    local slice, number = tonumber(all[i]), tonumber(all[i + 1])
    if slice <= newest - 6 then
        redis.call('HDEL', count, all[i])
    else
        if slice == slice_of then
            local back = math.min(returned, number)
            number = number - back
            if back > 0 then redis.call('HINCRBY', count, all[i], -back) end
        end
        counts[slice] = number
        used = used + number
    end
end
used = used + owed
local granted, left = grant(used)
used = used + granted
if owed + granted > 0 then
    redis.call('HINCRBY', count, string.format('%.0f', newest), owed + granted)
    counts[newest] = (counts[newest] or 0) + owed + granted
    keep(length * 6)
end
local wait, reset = 0, 0
if used > 0 then reset = (newest + 6) * length - now end
if left == 0 then
    local oldest, remaining = newest - 5, used
    while oldest < newest do
        remaining = remaining - (counts[oldest] or 0)
        if remaining < quota then break end
        oldest = oldest + 1
    end
    wait = (oldest + 6) * length - now
end
return {granted, left, wait, reset, newest}
)lua";

} // namespace piuptime::gateway::share
