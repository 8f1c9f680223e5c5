// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Command.h"

#include "core/base/Freed.h"
#include "core/base/Text.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace piuptime::agent {
namespace {

constexpr std::string_view kFirstLine = "piuptime-command 1";
constexpr std::string_view kSignature = "signature ";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kMaxMessage = 2048;
constexpr std::size_t kMaxTold = 512;
constexpr std::size_t kChallengeBytes = 16;

using PrivateKey = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<&EVP_MD_CTX_free>>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string toBase64(std::span<const unsigned char> bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

/// Exactly `Size` bytes, in their one canonical form.
template <std::size_t Size>
std::optional<std::array<unsigned char, Size>> fromBase64(std::string_view text)
{
    std::array<unsigned char, (Size + 2) / 3 * 3> decoded{};
    if (text.size() != decoded.size() / 3 * 4
        || EVP_DecodeBlock(decoded.data(), bytesOf(text), static_cast<int>(text.size()))
               != static_cast<int>(decoded.size()))
        return std::nullopt;
    std::array<unsigned char, Size> bytes{};
    std::copy_n(decoded.begin(), Size, bytes.begin());
    if (toBase64(bytes) != text)
        return std::nullopt;
    return bytes;
}

PrivateKey privateKeyOf(const Secret &secret)
{
    const std::string &bytes = secret.reveal();
    if (bytes.size() != kSecretBytes)
        return nullptr;
    return PrivateKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytesOf(bytes), bytes.size()));
}

bool isSignedBy(const CommandKey &key, std::string_view text, std::span<const unsigned char> signature)
{
    const PrivateKey publicKey(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size()));
    const Digest digest(EVP_MD_CTX_new());
    return publicKey && digest && EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, publicKey.get()) == 1
           && EVP_DigestVerify(digest.get(), signature.data(), signature.size(), bytesOf(text), text.size()) == 1;
}

bool isWord(std::string_view text)
{
    std::string_view rest = text;
    return !text.empty() && takeWord(rest) == text && text.find('\n') == std::string_view::npos;
}

std::string unsignedText(const Command &command)
{
    return std::string(kFirstLine) + "\nto " + command.agent + "\nchallenge " + command.challenge + "\nexpires "
           + std::to_string(toMsUtc(command.expires)) + "\ndo " + wordsOf(command.action) + '\n';
}

/// The value of a line that must be the next.
std::optional<std::string_view> valueOf(std::string_view &rest, std::string_view word)
{
    const auto line = takeLine(rest);
    if (!line || !line->starts_with(word) || line->size() <= word.size() || (*line)[word.size()] != ' ')
        return std::nullopt;
    return line->substr(word.size() + 1);
}

std::optional<Command> parse(std::string_view text)
{
    const auto first = takeLine(text);
    const auto agent = valueOf(text, "to");
    const auto challenge = valueOf(text, "challenge");
    const auto expires = valueOf(text, "expires");
    const auto words = valueOf(text, "do");
    if (!first || *first != kFirstLine || !agent || !isWord(*agent) || !challenge || !isWord(*challenge) || !expires
        || !words || !text.empty())
        return std::nullopt;
    const auto ms = toSigned(*expires);
    auto action = parseAction(*words);
    if (!ms || !action)
        return std::nullopt;
    return Command{std::string(*agent), std::string(*challenge), fromMsUtc(*ms), std::move(*action)};
}

} // namespace

std::string encodeCommandKey(const CommandKey &key)
{
    return toBase64(key.bytes);
}

Result<CommandKey> parseCommandKey(std::string_view text)
{
    const auto bytes = fromBase64<32>(text);
    if (!bytes)
        return fail(ErrorKind::InvalidInput, "not an Ed25519 public key in Base64", text);
    return CommandKey{*bytes};
}

Result<Secret> makeCommandSecret()
{
    std::string bytes(kSecretBytes, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size())) != 1)
        return fail(ErrorKind::Internal, "the system gives no random numbers");
    return Secret(std::move(bytes));
}

Result<CommandKey> keyOf(const Secret &secret)
{
    CommandKey key;
    std::size_t size = key.bytes.size();
    const PrivateKey privateKey = privateKeyOf(secret);
    if (!privateKey || EVP_PKEY_get_raw_public_key(privateKey.get(), key.bytes.data(), &size) != 1)
        return fail(ErrorKind::InvalidInput, "not the 32 bytes of a private key");
    return key;
}

Result<std::string> sign(const Command &command, const Secret &secret)
{
    const PrivateKey key = privateKeyOf(secret);
    if (!key)
        return fail(ErrorKind::InvalidInput, "not the 32 bytes of a private key");
    std::string message = unsignedText(command);
    if (parse(message) != command)
        return fail(ErrorKind::InvalidInput, "a command that cannot be written down", wordsOf(command.action));
    std::array<unsigned char, kSignatureBytes> signature{};
    std::size_t size = signature.size();
    const Digest digest(EVP_MD_CTX_new());
    if (!digest || EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, key.get()) != 1
        || EVP_DigestSign(digest.get(), signature.data(), &size, bytesOf(message), message.size()) != 1)
        return fail(ErrorKind::Internal, "the command could not be signed");
    return message + std::string(kSignature) + toBase64(signature) + '\n';
}

Result<Command> verify(std::string_view message, std::span<const CommandKey> keys)
{
    const std::size_t at = message.rfind(kSignature);
    if (message.size() > kMaxMessage || at == std::string_view::npos || at == 0 || message[at - 1] != '\n')
        return fail(ErrorKind::Corrupt, "not a signed command", message.substr(0, kMaxMessage));
    const std::string_view text = message.substr(0, at);
    const auto signature = fromBase64<kSignatureBytes>(trimmed(message.substr(at + kSignature.size())));
    auto command = parse(text);
    if (!signature || !command)
        return fail(ErrorKind::Corrupt, "not a signed command", text);
    if (std::ranges::none_of(keys, [&](const CommandKey &key) { return isSignedBy(key, text, *signature); }))
        return fail(ErrorKind::Unauthorized, "no key that may command this agent has signed it");
    return std::move(*command);
}

Result<std::string> makeChallenge()
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<unsigned char, kChallengeBytes> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return fail(ErrorKind::Internal, "the system gives no random numbers");
    std::string challenge;
    for (const unsigned char byte : bytes) {
        challenge += kDigits[byte >> 4U];
        challenge += kDigits[byte & 15U];
    }
    return challenge;
}

std::string encodeCommandResult(const CommandResult &result)
{
    return result.challenge + (result.succeeded ? " done " : " failed ") + printable(result.told, kMaxTold);
}

Result<CommandResult> decodeCommandResult(std::string_view message)
{
    std::string_view rest = message.substr(0, kMaxMessage);
    const std::string_view challenge = takeWord(rest);
    const std::string_view outcome = takeWord(rest);
    if (challenge.empty() || (outcome != "done" && outcome != "failed"))
        return fail(ErrorKind::Corrupt, "not what came of a command", message);
    return CommandResult{printable(challenge), outcome == "done", printable(rest, kMaxTold)};
}

} // namespace piuptime::agent
