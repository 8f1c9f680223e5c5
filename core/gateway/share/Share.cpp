// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/Share.h"

#include "core/gateway/share/Script.h"
#include "core/gateway/share/SignIn.h"

#include <sys/eventfd.h>

#include <poll.h>

#include <cstdio>

namespace piuptime::gateway::share {

namespace {

constexpr Milliseconds kLook{1'000}; ///< whether Redis is still there, when nothing else is asked
constexpr Milliseconds kNews{100};   ///< between two looks at what others tell of breakers
constexpr Backoff::Policy kPauses{.first = Milliseconds(100), .longest = Milliseconds(5'000)};

Milliseconds msOf(std::int64_t microseconds)
{
    return std::chrono::ceil<Milliseconds>(std::chrono::microseconds(microseconds));
}

/// What the script says.
Result<Account::Answer> answerOf(const Reply &reply, std::uint64_t wanted)
{
    if (reply.kind == Reply::Kind::Failure)
        return refused(reply.text);
    constexpr std::size_t kNumbers = 5;
    bool isRight = reply.kind == Reply::Kind::List && reply.list.size() == kNumbers;
    for (std::size_t i = 0; isRight && i < kNumbers; ++i)
        isRight = reply.list[i].kind == Reply::Kind::Integer && reply.list[i].number >= 0;
    if (!isRight || static_cast<std::uint64_t>(reply.list[0].number) > wanted)
        return fail(ErrorKind::Corrupt, "it does not count as it was told");
    return Account::Answer{.granted = static_cast<std::uint64_t>(reply.list[0].number),
                           .left = static_cast<std::uint64_t>(reply.list[1].number),
                           .wait = msOf(reply.list[2].number),
                           .reset = msOf(reply.list[3].number),
                           .slice = reply.list[4].number};
}

} // namespace

Result<std::shared_ptr<Share>> Share::start(ShareConfig config)
{
    const auto secret = commonSecret(config);
    if (!secret)
        return tl::unexpected(secret.error());
    guard::Seed seed{};
    deriveKey(seed, "piuptime gateway limits", config, *secret); // nobody else can tell which keys share a place
    return std::shared_ptr<Share>(new Share(std::make_shared<LoanDesk>(std::move(config), seed, randomId())));
}

Share::Share(std::shared_ptr<LoanDesk> desk)
    : m_desk(std::move(desk))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_status{.address = m_desk->config().address, .trouble = "it was not reached yet"}
    , m_news(m_desk->config().prefix, m_desk->id())
    , m_backoff(kPauses)
{
    m_thread = std::thread([this] { run(); });
}

Share::~Share()
{
    m_isEnding = true;
    ::eventfd_write(m_wake.get(), 1);
    m_desk->end();
    m_thread.join();
}

void Share::watch(std::vector<BreakerNews::Watched> breakers)
{
    const std::scoped_lock lock(m_mutex);
    m_toWatch = std::move(breakers);
}

ShareStatus Share::status() const
{
    const std::scoped_lock lock(m_mutex);
    return m_status;
}

void Share::run()
{
    while (!m_isEnding) {
        const Result<void> served = serve();
        m_redis.reset();
        m_desk->setUp(false);
        if (m_isEnding)
            return;
        told(served);
        pause(m_backoff.next());
    }
}

/// Until the connection is of no use any more.
Result<void> Share::serve()
{
    if (const Result<void> in = letIn(); !in)
        return in;
    m_desk->setUp(true);
    m_nextRenewal = {}; // it may have forgotten what is in use
    while (!m_isEnding) {
        const MonoTime begin = std::chrono::steady_clock::now();
        if (const Result<void> done = round(); !done)
            return done;
        if (const Result<void> done = exchangeNews(); !done)
            return done;
        told({});
        m_desk->await(begin + (m_news.isEmpty() ? kLook : kNews));
        pause(std::chrono::ceil<Milliseconds>(begin + config().borrow - std::chrono::steady_clock::now()));
    }
    return {};
}

Result<void> Share::letIn()
{
    const Deadline deadline = Deadline::in(config().connect);
    auto redis = signIn(config(), deadline, m_wake.get());
    if (!redis)
        return tl::unexpected(redis.error());
    m_redis = std::move(*redis);
    const auto names = loadScripts(*m_redis, std::array{kScript}, deadline);
    if (!names)
        return tl::unexpected(names.error());
    m_script = names->front();
    return tryCounting(deadline);
}

/// A Redis that is full, or a copy of another, lets everybody in and counts for nobody.
Result<void> Share::tryCounting(Deadline deadline)
{
    const std::string name = config().prefix + "try:" + m_desk->id();
    m_redis->add(std::array<std::string_view, 14>{"EVALSHA", m_script, "1", name, "rate", "1", "1000000", "1", "1", "0",
                                                  "0", "0", m_desk->id(), "0"});
    const auto replies = m_redis->ask(deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    const auto answer = answerOf(replies->front(), 0);
    return answer ? Result<void>() : tl::unexpected(answer.error());
}

Result<void> Share::round()
{
    if (const MonoTime now = std::chrono::steady_clock::now(); now >= m_nextRenewal) {
        m_desk->renew();
        m_nextRenewal = now + SharedPlaces::kRenewal;
    }
    std::vector<Asked> asked;
    for (LoanDesk::Wish &wish : m_desk->take()) {
        const Account::Demand demand = wish.account->demand(wish.key);
        asked.push_back({std::move(wish), demand});
    }
    Result<std::vector<Asked>> missed = settle(std::move(asked));
    if (missed && !missed->empty()) { // somebody has taken the script away
        m_redis->add(std::array<std::string_view, 3>{"SCRIPT", "LOAD", kScript});
        const auto loaded = askInTime();
        if (!loaded)
            return tl::unexpected(loaded.error());
        missed = settle(std::move(*missed));
    }
    if (missed && !missed->empty())
        return fail(ErrorKind::Corrupt, "it does not keep a script");
    return missed ? Result<void>() : tl::unexpected(missed.error());
}

/// \return what Redis could not do, since it does not have the script
Result<std::vector<Share::Asked>> Share::settle(std::vector<Asked> asked)
{
    m_redis->add(std::array<std::string_view, 1>{"PING"});
    for (const Asked &one : asked)
        ask(one);
    const auto replies = askInTime();
    if (!replies)
        return tl::unexpected(replies.error());
    if (replies->front().kind == Reply::Kind::Failure)
        return refused(replies->front().text);
    if (replies->front().text != "PONG")
        return fail(ErrorKind::Corrupt, "it does not answer as Redis does");
    std::vector<Asked> missed;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const Reply &reply = (*replies)[i + 1];
        if (reply.kind == Reply::Kind::Failure && reply.text.starts_with("NOSCRIPT"))
            missed.push_back(std::move(asked[i]));
        else if (const Result<void> taken = take(asked[i], reply); !taken)
            return tl::unexpected(taken.error());
    }
    return missed;
}

/// Workers are told when the answer is late.
Result<std::vector<Reply>> Share::askInTime()
{
    m_desk->setDue(std::chrono::steady_clock::now() + config().answer / 4);
    auto replies = m_redis->ask(Deadline::in(config().answer));
    m_desk->setDue(std::nullopt);
    return replies;
}

/// Not with each round: nobody waits for it.
Result<void> Share::exchangeNews()
{
    const MonoTime now = std::chrono::steady_clock::now();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_toWatch)
            m_news.watch(std::move(*m_toWatch));
        m_toWatch.reset();
    }
    if (m_news.isEmpty() || now < m_nextNews)
        return {};
    m_nextNews = now + kNews;
    m_news.add(*m_redis);
    const auto replies = askInTime();
    if (!replies)
        return tl::unexpected(replies.error());
    for (const Reply &reply : *replies) {
        if (reply.kind == Reply::Kind::Failure)
            return refused(reply.text);
    }
    return m_news.take(*replies, std::chrono::steady_clock::now());
}

void Share::ask(const Asked &asked)
{
    const Account &account = *asked.wish.account;
    const Account::Terms terms = account.terms();
    const Account::Demand &demand = asked.demand;
    std::array<char, 17> key{};
    std::snprintf(key.data(), key.size(), "%016llx", static_cast<unsigned long long>(asked.wish.key));
    const std::array<std::string, 11> texts{
        account.name() + key.data(),     std::string(terms.kind),
        std::to_string(terms.amount),    std::to_string(terms.per.count()),
        std::to_string(terms.quota),     std::to_string(demand.owed),
        std::to_string(demand.returned), std::to_string(demand.slice),
        std::to_string(demand.wanted),   m_desk->id(),
        demand.isRefusing ? "1" : "0",
    };
    std::vector<std::string_view> words{"EVALSHA", m_script, "1"};
    words.insert(words.end(), texts.begin(), texts.end());
    m_redis->add(words);
}

Result<void> Share::take(const Asked &asked, const Reply &reply)
{
    const auto answer = answerOf(reply, asked.demand.wanted);
    if (!answer)
        return tl::unexpected(answer.error());
    const LoanDesk::Wish &wish = asked.wish;
    if (wish.account->settle(wish.key, asked.demand, *answer, std::chrono::steady_clock::now())
        && !m_desk->wish(wish.account, wish.key))
        wish.account->forget(wish.key);
    return {};
}

/// Trouble is told once, and its end.
void Share::told(const Result<void> &outcome)
{
    const std::scoped_lock lock(m_mutex);
    const std::string &address = config().address;
    if (outcome) {
        ++m_status.rounds;
        if (m_status.isUp)
            return;
        m_status.isUp = true;
        m_status.trouble.clear();
        m_backoff.reset();
        std::fprintf(stderr, "gateway: limits are shared through Redis at %s\n", address.c_str());
        return;
    }
    const std::string trouble = outcome.error().describe() + "; " + std::string(adviceFor(outcome.error().kind));
    if (m_status.isUp || m_status.failures == 0)
        std::fprintf(stderr, "gateway: Redis at %s is of no use, this gateway counts for itself until it is: %s\n",
                     address.c_str(), trouble.c_str());
    ++m_status.failures;
    m_status.isUp = false;
    m_status.trouble = trouble;
}

/// At most so long, and not beyond the end.
void Share::pause(Milliseconds time) const
{
    pollfd wake{m_wake.get(), POLLIN, 0};
    if (time > Milliseconds::zero())
        ::poll(&wake, 1, static_cast<int>(time.count()));
}

} // namespace piuptime::gateway::share
