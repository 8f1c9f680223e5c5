// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/SignIn.h"

#include "core/base/Text.h"
#include "core/gateway/guard/KeyDocument.h"

#include <sodium.h>

#include <array>

namespace piuptime::gateway::share {

namespace {

constexpr std::size_t kLeastSecret = 16; ///< bytes
constexpr std::size_t kMostTold = 200;   ///< bytes of what Redis says

Result<Secret> readSecret(const std::string &file)
{
    const auto text = guard::readDocument(file);
    if (!text)
        return tl::unexpected(text.error());
    Secret secret{std::string(trimmed(*text))};
    if (secret.isEmpty())
        return fail(ErrorKind::InvalidInput, file + " holds nothing");
    return secret;
}

} // namespace

Result<Secret> commonSecret(const ShareConfig &config)
{
    auto password = config.passwordFile.empty() ? Result<Secret>() : readSecret(config.passwordFile);
    if (!password)
        return password;
    auto secret = config.secretFile.empty() ? std::move(password) : readSecret(config.secretFile);
    if (secret && secret->reveal().size() < kLeastSecret)
        return fail(ErrorKind::InvalidInput, "the secret that gateways share has fewer than 16 bytes: make one with "
                                             "“openssl rand -base64 24”");
    return secret;
}

void deriveKey(std::span<std::uint8_t> key, std::string_view purpose, const ShareConfig &config, const Secret &secret)
{
    const std::string text = std::string(purpose) + std::string(1, '\0') + config.prefix;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, key.size());
    for (const std::string *const part : {&text, &secret.reveal()}) {
        const std::string size = std::to_string(part->size()) + ':';
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(size.data()), size.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(part->data()), part->size());
    }
    crypto_generichash_final(&state, key.data(), key.size());
}

Result<std::unique_ptr<Redis>> signIn(const ShareConfig &config, Deadline deadline, int wakeFd, std::size_t mostBytes)
{
    auto redis = Redis::connect(config.address, deadline, wakeFd, mostBytes);
    if (!redis || config.passwordFile.empty())
        return redis;
    const auto password = readSecret(config.passwordFile);
    if (!password)
        return tl::unexpected(password.error());
    std::vector<std::string_view> words{"AUTH"};
    if (!config.user.empty())
        words.push_back(config.user);
    words.push_back(password->reveal());
    (*redis)->add(words);
    const auto replies = (*redis)->ask(deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    if (replies->front().kind == Reply::Kind::Failure)
        return refused(replies->front().text);
    return redis;
}

Result<std::vector<std::string>> loadScripts(Redis &redis, std::span<const std::string_view> scripts, Deadline deadline)
{
    for (const std::string_view script : scripts)
        redis.add(std::array<std::string_view, 3>{"SCRIPT", "LOAD", script});
    const auto replies = redis.ask(deadline);
    if (!replies)
        return tl::unexpected(replies.error());
    constexpr std::size_t kNameDigits = 40;
    std::vector<std::string> names;
    for (const Reply &reply : *replies) {
        if (reply.kind == Reply::Kind::Failure)
            return refused(reply.text);
        if (reply.text.size() != kNameDigits)
            return fail(ErrorKind::Corrupt, "it gives no name to a script", reply.text);
        names.push_back(reply.text);
    }
    return names;
}

std::string randomId()
{
    std::array<unsigned char, 8> bytes{};
    std::array<char, 17> hex{};
    randombytes_buf(bytes.data(), bytes.size());
    return sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
}

tl::unexpected<Error> refused(const std::string &text)
{
    const bool isStranger = text.starts_with("WRONGPASS") || text.starts_with("NOAUTH") || text.starts_with("NOPERM")
                            || text.starts_with("ERR AUTH");
    return fail(isStranger ? ErrorKind::Unauthorized : ErrorKind::Conflict,
                "it refuses: " + printable(text, kMostTold));
}

std::string_view adviceFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unauthorized:
        return "see whether user and password_file are right";
    case ErrorKind::Corrupt:
        return "see whether there is a Redis, of version 5 or later, at this address";
    case ErrorKind::Conflict:
        return "see its own log";
    default:
        return "see whether it runs, and can be reached from here";
    }
}

} // namespace piuptime::gateway::share
