// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SealedFile.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <sodium.h>
#include <span>

namespace piuptime::config {
namespace {

constexpr std::string_view kMagic = "PIUSEAL1";
constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t kProofBytes = 16;
constexpr std::size_t kParameterBytes = kMagic.size() + 8 + kSaltBytes + kProofBytes; ///< the header but for the nonce
constexpr std::size_t kHeaderBytes = kParameterBytes + kNonceBytes;
// A file that somebody altered must not make us compute for hours or take all memory.
constexpr std::uint32_t kMaxPasses = 16;
constexpr std::uint32_t kMaxMemoryKiB = 1024 * 1024;
constexpr std::uint32_t kMinMemoryKiB = 8;

/// Memory from libsodium: locked where the system lets us, out of core dumps, wiped when freed.
class LockedBytes
{
public:
    explicit LockedBytes(std::size_t size)
        : m_size(size)
        , m_bytes(static_cast<unsigned char *>(sodium_malloc(std::max<std::size_t>(size, 1))))
    {
    }
    [[nodiscard]] bool isValid() const { return m_bytes != nullptr; }
    [[nodiscard]] unsigned char *data() const { return m_bytes.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char *>(data()), m_size}; }

private:
    struct Free {
        void operator()(unsigned char *bytes) const { sodium_free(bytes); }
    };
    std::size_t m_size;
    std::unique_ptr<unsigned char, Free> m_bytes;
};

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

void putNumber(std::string &out, std::uint32_t value)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((value >> shift) & 0xFFU);
}

std::uint32_t numberAt(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

tl::unexpected<Error> altered()
{
    return fail(ErrorKind::Corrupt, "the file of sealed secrets is damaged or was altered: put a copy of it back, "
                                    "or delete it and enter the secrets anew");
}

} // namespace

class SealingKey
{
public:
    SealingKey(const Secret &passphrase, SealingCost cost, std::string_view salt)
        : m_bytes(kKeyBytes + kProofBytes)
    {
        const std::string &text = passphrase.reveal();
        m_isValid = m_bytes.isValid()
                    && crypto_pwhash(m_bytes.data(), m_bytes.size(), text.data(), text.size(), bytesOf(salt),
                                     cost.passes, std::size_t{cost.memoryKiB} * 1024, crypto_pwhash_ALG_ARGON2ID13)
                           == 0;
        m_parameters = kMagic;
        putNumber(m_parameters, cost.passes);
        putNumber(m_parameters, cost.memoryKiB);
        m_parameters += salt;
        if (m_isValid)
            m_parameters += m_bytes.view().substr(kKeyBytes);
    }

    /// False when there was too little memory.
    [[nodiscard]] bool isValid() const { return m_isValid; }
    [[nodiscard]] const unsigned char *data() const { return m_bytes.data(); }
    /// The header of every file sealed with this key, up to the nonce.
    [[nodiscard]] const std::string &parameters() const { return m_parameters; }

private:
    LockedBytes m_bytes;
    std::string m_parameters;
    bool m_isValid = false;
};

namespace {

Result<std::shared_ptr<const SealingKey>> derive(const Secret &passphrase, SealingCost cost, std::string_view salt)
{
    if (sodium_init() < 0)
        return fail(ErrorKind::Internal, "the cryptography library cannot start");
    auto key = std::make_shared<const SealingKey>(passphrase, cost, salt);
    if (!key->isValid())
        return fail(ErrorKind::Overloaded, "there is too little memory to turn the passphrase into a key");
    return key;
}

Result<SealedFile::Secrets> parse(std::string_view plain)
{
    const auto takeText = [&plain]() -> std::optional<std::string> {
        if (plain.size() < 2)
            return std::nullopt;
        const std::size_t length = static_cast<unsigned char>(plain[0]) | (static_cast<unsigned char>(plain[1]) << 8U);
        if (plain.size() < 2 + length)
            return std::nullopt;
        std::string text(plain.substr(2, length));
        plain.remove_prefix(2 + length);
        return text;
    };
    SealedFile::Secrets secrets;
    while (!plain.empty()) {
        const auto key = takeText();
        auto secret = takeText();
        if (!key || !secret)
            return altered();
        secrets.insert_or_assign(*key, Secret(std::move(*secret)));
    }
    return secrets;
}

unsigned char *putText(unsigned char *out, const std::string &text)
{
    *out++ = static_cast<unsigned char>(text.size() & 0xFFU);
    *out++ = static_cast<unsigned char>(text.size() >> 8U);
    return std::copy(text.begin(), text.end(), out);
}

} // namespace

Result<std::shared_ptr<const SealingKey>> SealedFile::makeKey(const Secret &passphrase, SealingCost cost)
{
    if (passphrase.isEmpty())
        return fail(ErrorKind::InvalidInput, "the passphrase must not be empty");
    if (sodium_init() < 0)
        return fail(ErrorKind::Internal, "the cryptography library cannot start");
    std::string salt(kSaltBytes, '\0');
    randombytes_buf(salt.data(), salt.size());
    return derive(passphrase, cost, salt);
}

Result<std::shared_ptr<const SealingKey>> SealedFile::findKey(const Secret &passphrase, std::string_view bytes)
{
    if (bytes.size() < kHeaderBytes + kTagBytes || bytes.size() > kMaxFileBytes || !bytes.starts_with(kMagic))
        return altered();
    const SealingCost cost{numberAt(bytes, kMagic.size()), numberAt(bytes, kMagic.size() + 4)};
    if (cost.passes < 1 || cost.passes > kMaxPasses || cost.memoryKiB < kMinMemoryKiB || cost.memoryKiB > kMaxMemoryKiB)
        return altered();
    auto key = derive(passphrase, cost, bytes.substr(kMagic.size() + 8, kSaltBytes));
    if (key && sodium_memcmp((*key)->parameters().data(), bytes.data(), kParameterBytes) != 0)
        return fail(ErrorKind::Unauthorized, "the passphrase is wrong");
    return key;
}

Result<SealedFile::Secrets> SealedFile::unseal(const SealingKey &key, std::string_view bytes)
{
    if (bytes.size() < kHeaderBytes + kTagBytes || bytes.size() > kMaxFileBytes)
        return altered();
    const std::string_view header = bytes.substr(0, kHeaderBytes);
    const std::string_view cipher = bytes.substr(kHeaderBytes);
    const LockedBytes plain(cipher.size() - kTagBytes);
    if (!plain.isValid())
        return fail(ErrorKind::Overloaded, "there is too little memory to read the secrets");
    unsigned long long length = 0;
    const int outcome = crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), &length, nullptr, bytesOf(cipher),
                                                                   cipher.size(), bytesOf(header), header.size(),
                                                                   bytesOf(header.substr(kParameterBytes)), key.data());
    if (outcome != 0)
        return altered();
    return parse(plain.view());
}

Result<std::string> SealedFile::seal(const SealingKey &key, const Secrets &secrets)
{
    std::size_t size = 0;
    for (const auto &[name, secret] : secrets) {
        if (name.size() > kMaxKeyBytes || secret.reveal().size() > kMaxSecretBytes)
            return fail(ErrorKind::InvalidInput, "the secret or its name is too long", name);
        size += 4 + name.size() + secret.reveal().size();
    }
    if (size + kHeaderBytes + kTagBytes > kMaxFileBytes)
        return fail(ErrorKind::InvalidInput, "there are too many secrets for one sealed file");
    const LockedBytes plain(size);
    if (!plain.isValid())
        return fail(ErrorKind::Overloaded, "there is too little memory to seal the secrets");
    unsigned char *end = plain.data();
    for (const auto &[name, secret] : secrets)
        end = putText(putText(end, name), secret.reveal());

    std::string bytes = key.parameters();
    bytes.resize(kHeaderBytes + size + kTagBytes);
    auto *out = reinterpret_cast<unsigned char *>(bytes.data());
    randombytes_buf(out + kParameterBytes, kNonceBytes);
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + kHeaderBytes, &length, plain.data(), size, out, kHeaderBytes,
                                               nullptr, out + kParameterBytes, key.data());
    return bytes;
}

} // namespace piuptime::config
