// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/SharedCache.h"

#include "core/gateway/cache/Packed.h"
#include "core/gateway/share/CacheScripts.h"
#include "core/gateway/share/SignIn.h"

#include <sys/eventfd.h>

#include <poll.h>

#include <charconv>
#include <cstdio>

namespace piuptime::gateway::share {

namespace {

constexpr Milliseconds kNews{50};        ///< between two looks at what others made void
constexpr std::size_t kMostAtOnce = 8;   ///< URIs that are asked for in one go
constexpr std::size_t kMostVariants = 8; ///< of an answer, in Redis
constexpr std::size_t kMostReplyBytes = kMostAtOnce * (kMostVariants + 1) * cache::kMostPackedBytes;
constexpr std::string_view kMostNews = "512"; ///< in one go
constexpr Milliseconds kVoidKnown{120'000};   ///< longer than an upstream may take to answer
constexpr Backoff::Policy kPauses{.first = Milliseconds(100), .longest = Milliseconds(5'000)};

tl::unexpected<Error> odd()
{
    return fail(ErrorKind::Corrupt, "it does not keep answers as it was told");
}

bool isText(const Reply &reply)
{
    return reply.kind == Reply::Kind::Text;
}

/// Finishes those that are left when something fails.
class Finisher
{
public:
    explicit Finisher(const std::vector<CacheDesk::FetchTask> &tasks)
        : m_tasks(tasks)
    {
    }
    ~Finisher()
    {
        for (const CacheDesk::FetchTask &task : m_tasks)
            task.fetch->isOver.store(true, std::memory_order_release);
    }
    Finisher(const Finisher &) = delete;
    Finisher &operator=(const Finisher &) = delete;

private:
    const std::vector<CacheDesk::FetchTask> &m_tasks;
};

} // namespace

Result<std::shared_ptr<SharedCache>> SharedCache::start(ShareConfig config, std::string fingerprint,
                                                        cache::Store &store)
{
    const auto secret = commonSecret(config);
    if (!secret)
        return tl::unexpected(secret.error());
    Seal::Key key{};
    deriveKey(key, "piuptime gateway answers", config, *secret);
    return std::shared_ptr<SharedCache>(new SharedCache(std::move(config), std::move(fingerprint), store, key));
}

SharedCache::SharedCache(ShareConfig config, std::string fingerprint, cache::Store &store, const Seal::Key &key)
    : m_config(std::move(config))
    , m_fingerprint(std::move(fingerprint))
    , m_store(store)
    , m_seal(key)
    , m_id(randomId())
    , m_stream(m_config.prefix + "answers:void:" + m_seal.nameOf(m_fingerprint))
    , m_uses(m_config.prefix + "answers:uses")
    , m_sizes(m_config.prefix + "answers:sizes")
    , m_desk(std::make_shared<CacheDesk>())
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_backoff(kPauses)
{
    m_thread = std::thread([this] { run(); });
}

SharedCache::~SharedCache()
{
    m_isEnding = true;
    ::eventfd_write(m_wake.get(), 1);
    m_desk->end();
    m_thread.join();
}

void SharedCache::run()
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
Result<void> SharedCache::serve()
{
    if (const Result<void> in = letIn(); !in)
        return in;
    m_desk->setUp(true);
    told({});
    while (!m_isEnding) {
        CacheDesk::Tasks tasks = m_desk->take();
        const Finisher finisher(tasks.fetches);
        if (const Result<void> done = tellVoid(tasks.voided); !done) {
            m_desk->putBack(std::move(tasks.voided));
            return done;
        }
        if (const Result<void> done = hearVoid(); !done)
            return done;
        if (const Result<void> done = fetchAll(tasks.fetches); !done)
            return done;
        if (const Result<void> done = shareAll(tasks.shares); !done)
            return done;
        m_backoff.reset();
        m_desk->await(m_nextNews);
    }
    return {};
}

/// Who comes back hears first what was made void meanwhile, and who is new from now on.
Result<void> SharedCache::letIn()
{
    const Deadline deadline = Deadline::in(m_config.connect);
    auto redis = signIn(m_config, deadline, m_wake.get(), kMostReplyBytes);
    if (!redis)
        return tl::unexpected(redis.error());
    m_redis = std::move(*redis);
    auto names = loadScripts(*m_redis, kCacheScripts, deadline);
    if (!names)
        return tl::unexpected(names.error());
    m_scripts = std::move(*names);
    m_nextNews = {};
    if (!m_lastNews.empty())
        return hearVoid();
    m_redis->add(std::array<std::string_view, 6>{"XREVRANGE", m_stream, "+", "-", "COUNT", "1"});
    const auto replies = m_redis->ask(deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    const Reply &newest = replies->front();
    if (newest.kind == Reply::Kind::Failure)
        return refused(newest.text);
    m_lastNews = "0-0";
    if (newest.kind == Reply::Kind::List && !newest.list.empty()) {
        if (newest.list[0].list.empty() || !isText(newest.list[0].list[0]))
            return odd();
        m_lastNews = newest.list[0].list[0].text;
    }
    return {};
}

Result<void> SharedCache::tellVoid(std::vector<std::string> &uris)
{
    if (uris.empty())
        return {};
    const std::string known = std::to_string(kVoidKnown.count());
    for (const std::string &uri : uris)
        m_redis->add(std::array<std::string_view, 10>{"EVALSHA", m_scripts[2], "4", nameOf(uri), m_uses, m_sizes,
                                                      m_stream, known, m_seal.seal(uri), m_id});
    const auto replies = askInTime();
    if (!replies)
        return tl::unexpected(replies.error());
    for (const Reply &reply : *replies) {
        if (reply.kind == Reply::Kind::Failure)
            return refused(reply.text);
    }
    uris.clear();
    return {};
}

Result<void> SharedCache::hearVoid()
{
    const MonoTime now = std::chrono::steady_clock::now();
    if (now < m_nextNews)
        return {};
    m_nextNews = now + kNews;
    m_redis->add(std::array<std::string_view, 6>{"XREAD", "COUNT", kMostNews, "STREAMS", m_stream, m_lastNews});
    const auto replies = askInTime();
    if (!replies)
        return tl::unexpected(replies.error());
    const Reply &reply = replies->front();
    if (reply.kind == Reply::Kind::Failure)
        return refused(reply.text);
    if (reply.kind == Reply::Kind::Nil)
        return {};
    if (reply.list.size() != 1 || reply.list[0].list.size() != 2)
        return odd();
    return takeNews(reply.list[0].list[1]);
}

/// Of each piece of news: its id, and a list of names and values.
Result<void> SharedCache::takeNews(const Reply &stream)
{
    constexpr std::size_t kTexts = 4;
    for (const Reply &piece : stream.list) {
        if (piece.list.size() != 2 || !isText(piece.list[0]) || piece.list[1].list.size() != kTexts)
            return odd();
        m_lastNews = piece.list[0].text;
        const std::vector<Reply> &texts = piece.list[1].list;
        const auto uri = m_seal.open(texts[1].text);
        if (uri && texts[3].text != m_id)
            m_store.invalidate(*uri);
        m_nextNews = {}; // there may be more
    }
    return {};
}

Result<void> SharedCache::fetchAll(const std::vector<CacheDesk::FetchTask> &tasks)
{
    for (std::size_t begin = 0; begin < tasks.size(); begin += kMostAtOnce) {
        const std::size_t end = std::min(tasks.size(), begin + kMostAtOnce);
        for (std::size_t i = begin; i < end; ++i)
            m_redis->add(std::array<std::string_view, 5>{"EVALSHA", m_scripts[0], "2", nameOf(tasks[i].uri), m_uses});
        const auto replies = askInTime();
        if (!replies)
            return tl::unexpected(replies.error());
        for (std::size_t i = begin; i < end; ++i) {
            if (const Result<void> taken = take(tasks[i], (*replies)[i - begin]); !taken)
                return taken;
        }
    }
    return {};
}

Result<void> SharedCache::take(const CacheDesk::FetchTask &task, const Reply &reply)
{
    if (reply.kind == Reply::Kind::Failure)
        return refused(reply.text);
    if (reply.list.size() != 2 || reply.list[0].kind != Reply::Kind::Integer || reply.list[1].list.size() % 2 != 0)
        return odd();
    const std::vector<Reply> &hash = reply.list[1].list;
    std::uint64_t generation = 0;
    bool isFound = false;
    for (std::size_t i = 0; i < hash.size(); i += 2) {
        const std::string &value = hash[i + 1].text;
        if (hash[i].text == "g")
            std::from_chars(value.data(), value.data() + value.size(), generation);
        else
            isFound = takeVariant(task, value, reply.list[0].number) || isFound;
    }
    m_desk->countFound(isFound);
    task.fetch->isFound = isFound;
    task.fetch->generation = generation;
    task.fetch->isOver.store(true, std::memory_order_release);
    return {};
}

/// What nobody here has sealed, or for another URI, is none. \return whether it is of use
bool SharedCache::takeVariant(const CacheDesk::FetchTask &task, std::string_view value, std::int64_t nowMs)
{
    const std::size_t colon = value.find(':');
    std::int64_t sharedMs = 0;
    if (colon == std::string_view::npos
        || std::from_chars(value.data(), value.data() + colon, sharedMs).ec != std::errc())
        return false;
    const auto bytes = m_seal.open(value.substr(colon + 1));
    auto unpacked = bytes ? cache::unpack(*bytes) : fail(ErrorKind::Corrupt, "not sealed here");
    if (!unpacked || unpacked->uri != m_fingerprint + task.uri)
        return false;
    cache::Entry &entry = *unpacked->entry;
    entry.came = std::chrono::steady_clock::now();
    entry.policy.ageAtFirst += Milliseconds(std::max<std::int64_t>(0, nowMs - sharedMs));
    if (entry.policy.ageAtFirst >= entry.policy.lifetime)
        return false;
    m_store.put(task.uri, std::move(unpacked->entry), task.epoch);
    return true;
}

Result<void> SharedCache::shareAll(const std::vector<CacheDesk::ShareTask> &tasks)
{
    const MonoTime now = std::chrono::steady_clock::now();
    std::size_t asked = 0;
    for (const CacheDesk::ShareTask &task : tasks) {
        const Milliseconds age = task.entry->ageAt(now);
        const Milliseconds left = task.entry->policy.lifetime - age;
        const std::string packed = cache::pack(*task.entry, m_fingerprint + task.uri, age);
        if (left <= Milliseconds::zero() || packed.size() > cache::kMostPackedBytes)
            continue;
        std::string variant = task.entry->who + '\n' + task.entry->selector;
        for (const std::string &name : task.entry->policy.vary)
            variant.append("\n").append(name);
        m_redis->add(std::array<std::string_view, 13>{
            "EVALSHA", m_scripts[1], "3", nameOf(task.uri), m_uses, m_sizes, std::to_string(task.generation),
            m_seal.nameOf(variant), m_seal.seal(packed), std::to_string(left.count()), std::to_string(kMostVariants),
            std::to_string(m_config.cacheBytes), std::to_string(kVoidKnown.count())});
        ++asked;
    }
    if (asked == 0)
        return {};
    const auto replies = askInTime();
    if (!replies)
        return tl::unexpected(replies.error());
    for (const Reply &reply : *replies) {
        if (reply.kind == Reply::Kind::Failure)
            return refused(reply.text);
        if (reply.number == 1)
            m_desk->countShared();
    }
    return {};
}

Result<std::vector<Reply>> SharedCache::askInTime()
{
    return m_redis->ask(Deadline::in(m_config.answer));
}

std::string SharedCache::nameOf(std::string_view uri) const
{
    return m_config.prefix + "answers:" + m_seal.nameOf(m_fingerprint + std::string(uri));
}

/// Trouble is told once, and its end.
void SharedCache::told(const Result<void> &outcome)
{
    const std::string &address = m_config.address;
    if (outcome && !std::exchange(m_isToldUp, true)) {
        m_isToldDown = false;
        std::fprintf(stderr, "gateway: answers are shared through Redis at %s\n", address.c_str());
    } else if (!outcome && !std::exchange(m_isToldDown, true)) {
        m_isToldUp = false;
        const std::string trouble = outcome.error().describe() + "; " + std::string(adviceFor(outcome.error().kind));
        std::fprintf(stderr, "gateway: answers are not shared through Redis at %s until it is of use: %s\n",
                     address.c_str(), trouble.c_str());
    }
}

/// At most so long, and not beyond the end.
void SharedCache::pause(Milliseconds time) const
{
    pollfd wake{m_wake.get(), POLLIN, 0};
    if (time > Milliseconds::zero())
        ::poll(&wake, 1, static_cast<int>(time.count()));
}

} // namespace piuptime::gateway::share
