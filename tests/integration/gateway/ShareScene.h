// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/share/Share.h"
#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/RedisServer.h"

#include <QTemporaryDir>

#include <fstream>

namespace piuptime {

inline constexpr std::uint64_t kKey = 0x0123456789abcdef;
inline constexpr std::uint64_t kAmount = 100;
inline constexpr std::uint64_t kAhead = 25; ///< of it

[[nodiscard]] inline std::unique_ptr<test::RedisServer> startRedis(test::RedisServer::Options options = {})
{
    auto server = test::RedisServer::start(std::move(options));
    if (!server) {
        std::fprintf(stderr, "no Redis: %s\n", server.error().describe().c_str());
        std::abort();
    }
    return std::move(*server);
}

[[nodiscard]] inline MonoTime monotonicNow()
{
    return std::chrono::steady_clock::now();
}

/// So long that nothing comes back while a test runs.
[[nodiscard]] inline gateway::guard::LimitConfig limitOf(gateway::guard::LimitKind kind)
{
    return {.name = "steady",
            .kind = kind,
            .by = gateway::guard::LimitBy::All,
            .amount = kAmount,
            .per = Seconds(36'000),
            .burst = kAmount};
}

/// A folder with secrets.
class Secrets
{
public:
    [[nodiscard]] std::string file(const std::string &name, const std::string &content) const
    {
        std::string path = m_folder.filePath(QString::fromStdString(name)).toStdString();
        std::ofstream(path) << content << '\n';
        return path;
    }
    [[nodiscard]] std::string noFile() const { return m_folder.filePath(QStringLiteral("none")).toStdString(); }
    [[nodiscard]] gateway::share::ShareConfig shareAt(const std::string &redis) const
    {
        return {.address = redis, .secretFile = file("secret", "a secret of all gateways")};
    }
    /// With so much patience that no answer is late, however busy the machine.
    [[nodiscard]] gateway::share::ShareConfig patientShareAt(const std::string &redis) const
    {
        gateway::share::ShareConfig config = shareAt(redis);
        config.connect = Seconds(10);
        config.answer = Seconds(10);
        return config;
    }

private:
    QTemporaryDir m_folder;
};

/// One gateway's part in sharing a limit.
struct Sharer {
    explicit Sharer(const gateway::share::ShareConfig &config,
                    const gateway::guard::LimitConfig &limit = limitOf(gateway::guard::LimitKind::Rate))
        : share(std::move(gateway::share::Share::start(config).value()))
        , shared(share->desk()->make("all/" + limit.name, limit, 64))
    {
    }

    [[nodiscard]] bool isUp() const { return share->status().isUp; }
    [[nodiscard]] bool takes(std::uint64_t key = kKey) const { return shared->take(key, monotonicNow()).isGranted; }
    /// How many pass at once.
    [[nodiscard]] std::uint64_t takeAll(std::uint64_t key = kKey) const
    {
        std::uint64_t granted = 0;
        while (takes(key))
            ++granted;
        return granted;
    }
    void givesBack(std::uint64_t key = kKey) const { shared->giveBack(key, monotonicNow()); }
    /// Waits until a round of questions that began after this call is answered.
    [[nodiscard]] bool isSettled() const
    {
        const std::uint64_t rounds = share->status().rounds;
        return eventually([&] { return share->status().rounds >= rounds + 2; });
    }

    std::shared_ptr<gateway::share::Share> share;
    std::shared_ptr<gateway::guard::Limit> shared;
};

/// As many as pass by turns, with pauses in which Redis can answer, until nobody is let through any more.
[[nodiscard]] inline std::uint64_t takeByTurns(const std::vector<const Sharer *> &sharers, std::uint64_t key = kKey)
{
    std::uint64_t granted = 0;
    for (int refusedInARow = 0; refusedInARow < 20;) {
        bool isAny = false;
        for (const Sharer *const sharer : sharers) {
            for (int i = 0; i < 3; ++i) {
                const bool isGranted = sharer->takes(key);
                granted += isGranted ? 1 : 0;
                isAny = isAny || isGranted;
            }
        }
        refusedInARow = isAny ? 0 : refusedInARow + 1;
        std::this_thread::sleep_for(Milliseconds(5));
    }
    return granted;
}

} // namespace piuptime
