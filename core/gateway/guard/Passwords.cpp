// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Passwords.h"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>

namespace piuptime::gateway::guard {

namespace {

constexpr std::size_t kMostJobs = 32;
constexpr std::size_t kMostRemembered = 4096;
constexpr unsigned kMostKibibytes = 256 * 1024;
constexpr unsigned kMostPasses = 16;

/// Of libsodium's usual cost for whoever waits, with a salt and a digest of noughts.
constexpr std::string_view kNobody = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void add(crypto_hash_sha256_state &state, std::string_view bytes)
{
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
}

} // namespace

Passwords::Passwords()
    : m_nobodysHash(kNobody)
{
    if (sodium_init() < 0)
        std::abort(); // no random numbers: nothing could be kept secret
    randombytes_buf(m_secret.data(), m_secret.size());
    m_thread = std::thread([this] { run(); });
}

Passwords::~Passwords()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_hasWork.notify_one();
    m_thread.join();
}

bool Passwords::remembers(const std::string &hash, std::string_view password) const
{
    const KeyHash wanted = digest(hash, password);
    const std::scoped_lock lock(m_mutex);
    return m_right.contains(wanted);
}

std::shared_ptr<Awaited> Passwords::check(const std::string &hash, std::string_view password)
{
    const std::scoped_lock lock(m_mutex);
    if (m_jobs.size() >= kMostJobs)
        return nullptr;
    auto awaited = std::make_shared<Awaited>();
    m_jobs.push_back({.hash = hash, .password = Secret(std::string(password)), .awaited = awaited});
    m_hasWork.notify_one();
    return awaited;
}

void Passwords::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_hasWork.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_isEnding)
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        const std::string &password = job.password.reveal();
        job.awaited->isRight = crypto_pwhash_str_verify(job.hash.c_str(), password.data(), password.size()) == 0;
        const KeyHash known = digest(job.hash, password);
        lock.lock();
        if (job.awaited->isRight)
            remember(known);
        job.awaited->isOver.store(true, std::memory_order_release);
    }
}

KeyHash Passwords::digest(const std::string &hash, std::string_view password) const
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, m_secret.data(), m_secret.size());
    add(state, hash);
    add(state, std::string_view("\0", 1));
    add(state, password);
    KeyHash result{};
    crypto_hash_sha256_final(&state, result.data());
    return result;
}

void Passwords::remember(const KeyHash &digest)
{
    if (!m_right.insert(digest).second)
        return;
    m_byAge.push_back(digest);
    if (m_byAge.size() > kMostRemembered) {
        m_right.erase(m_byAge.front());
        m_byAge.pop_front();
    }
}

bool isPasswordHash(const std::string &text)
{
    unsigned kibibytes = 0;
    unsigned passes = 0;
    unsigned lanes = 0;
    return text.size() < crypto_pwhash_STRBYTES
           && std::sscanf(text.c_str(), "$argon2id$v=19$m=%9u,t=%9u,p=%9u$", &kibibytes, &passes, &lanes) == 3
           && kibibytes > 0 && kibibytes <= kMostKibibytes && passes > 0 && passes <= kMostPasses && lanes == 1;
}

} // namespace piuptime::gateway::guard
