// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/BreakerNews.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>

namespace piuptime::gateway::share {

namespace {

/// A gateway's id and a number; whatever else lies there is none of ours.
bool isWord(std::string_view text)
{
    const std::size_t blank = text.find(' ');
    return blank == 16 && text.size() <= 40 && toUnsigned(text.substr(blank + 1)).has_value();
}

} // namespace

void BreakerNews::watch(std::vector<Watched> breakers)
{
    std::vector<Known> known;
    for (Watched &breaker : breakers) {
        const auto same = std::ranges::find_if(m_breakers, [&breaker](const Known &one) {
            return one.breaker.name == breaker.name && one.breaker.state == breaker.state;
        });
        Known one{.key = m_prefix + "breaker:" + breaker.name, .told = breaker.state->breaker.openings()};
        if (same != m_breakers.end())
            one = std::move(*same);
        one.breaker = std::move(breaker);
        known.push_back(std::move(one));
    }
    m_breakers = std::move(known);
}

void BreakerNews::add(Redis &redis)
{
    std::vector<std::string_view> asked{"MGET"};
    for (Known &one : m_breakers) {
        asked.push_back(one.key);
        one.telling = one.breaker.state->breaker.openings();
        if (one.telling == one.told)
            continue;
        const std::string word = m_gateway + ' ' + std::to_string(one.telling);
        const std::string pause = std::to_string(one.breaker.pause.count());
        redis.add(std::array<std::string_view, 5>{"SET", one.key, word, "PX", pause});
    }
    redis.add(asked);
}

Result<void> BreakerNews::take(const std::vector<Reply> &replies, MonoTime now)
{
    const Reply &words = replies.back();
    if (words.kind != Reply::Kind::List || words.list.size() != m_breakers.size())
        return fail(ErrorKind::Corrupt, "it does not tell of breakers as it was asked");
    for (std::size_t i = 0; i < m_breakers.size(); ++i) {
        Known &one = m_breakers[i];
        one.told = one.telling;
        const std::string &word = words.list[i].text;
        if (!isWord(word) || word.starts_with(m_gateway) || word == one.heard)
            continue;
        one.heard = word;
        one.breaker.state->breaker.open(now);
    }
    return {};
}

} // namespace piuptime::gateway::share
