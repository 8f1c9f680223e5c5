// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/KeySet.h"

#include "core/gateway/guard/Base64Url.h"
#include "core/gateway/guard/Signature.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace piuptime::gateway::guard {
namespace {

using simdjson::dom::element;

constexpr std::array<std::string_view, 10> kNames{"HS256", "HS384", "HS512", "RS256", "RS384",
                                                  "RS512", "ES256", "ES384", "ES512", "EdDSA"};
constexpr std::size_t kMaxKeySetBytes = 256 * 1024;
constexpr std::size_t kMostKeys = 256;
constexpr int kLeastRsaBits = 2048;

enum class Family : std::uint8_t { Secret, Rsa, Elliptic, Edwards };

Family familyOf(TokenAlgorithm algorithm)
{
    if (algorithm <= TokenAlgorithm::Hs512)
        return Family::Secret;
    if (algorithm <= TokenAlgorithm::Rs512)
        return Family::Rsa;
    return algorithm <= TokenAlgorithm::Es512 ? Family::Elliptic : Family::Edwards;
}

std::string_view textAt(const element &json, std::string_view key)
{
    std::string_view text;
    return json[key].get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::string bytesAt(const element &json, std::string_view key)
{
    return fromBase64Url(textAt(json, key)).value_or(std::string());
}

} // namespace

std::string_view name(TokenAlgorithm algorithm)
{
    return kNames[static_cast<std::size_t>(algorithm)];
}

std::optional<TokenAlgorithm> findTokenAlgorithm(std::string_view name)
{
    const auto *const found = std::ranges::find(kNames, name);
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<TokenAlgorithm>(found - kNames.begin()));
}

struct KeySet::Key {
    std::string id;
    Family family = Family::Secret;
    std::optional<TokenAlgorithm> only; ///< the one algorithm it is for
    PublicKey pub;
    Secret secret;

    [[nodiscard]] bool fits(TokenAlgorithm algorithm) const
    {
        return only ? *only == algorithm : family == familyOf(algorithm);
    }
    [[nodiscard]] bool verify(TokenAlgorithm algorithm, std::string_view text, std::string_view signature) const
    {
        if (family == Family::Secret)
            return secret.reveal().size() >= hashBytes(algorithm)
                   && isSignedWith(secret.reveal(), algorithm, text, signature);
        return isSignedBy(pub.get(), algorithm, text, signature);
    }

    /// \return empty where the key is not for signatures that are known here
    static Result<std::optional<Key>> read(const element &json);
    /// The key itself. \return whether its type is known
    Result<bool> readBytes(const element &json);
};

Result<bool> KeySet::Key::readBytes(const element &json)
{
    const std::string_view type = textAt(json, "kty");
    const std::string_view curve = textAt(json, "crv");
    if (type == "oct") {
        family = Family::Secret;
        secret = Secret(bytesAt(json, "k"));
        if (secret.reveal().size() < hashBytes(TokenAlgorithm::Hs256))
            return fail(ErrorKind::Corrupt, "the secret of a key is shorter than 32 bytes", id);
        return true;
    }
    if (type == "RSA") {
        family = Family::Rsa;
        pub = rsaKey(bytesAt(json, "n"), bytesAt(json, "e"));
        if (pub && EVP_PKEY_get_bits(pub.get()) < kLeastRsaBits)
            return fail(ErrorKind::Corrupt, "an RSA key has less than 2048 bits", id);
    } else if (type == "EC" && (curve == "P-256" || curve == "P-384" || curve == "P-521")) {
        family = Family::Elliptic;
        const TokenAlgorithm ofCurve = curve == "P-256"   ? TokenAlgorithm::Es256
                                       : curve == "P-384" ? TokenAlgorithm::Es384
                                                          : TokenAlgorithm::Es512;
        if (only && *only != ofCurve)
            return fail(ErrorKind::Corrupt, "the algorithm of a key is not that of its curve", id);
        only = ofCurve;
        pub = ellipticKey(ofCurve, bytesAt(json, "x"), bytesAt(json, "y"));
    } else if (type == "OKP" && curve == "Ed25519") {
        family = Family::Edwards;
        pub = ed25519Key(bytesAt(json, "x"));
    } else {
        return false;
    }
    if (!pub)
        return fail(ErrorKind::Corrupt, "a key makes no sense", id);
    return true;
}

Result<std::optional<KeySet::Key>> KeySet::Key::read(const element &json)
{
    Key key;
    key.id = textAt(json, "kid");
    const std::string_view use = textAt(json, "use");
    const std::string_view algorithm = textAt(json, "alg");
    key.only = findTokenAlgorithm(algorithm);
    if ((!use.empty() && use != "sig") || (!algorithm.empty() && !key.only))
        return std::optional<Key>();
    const Result<bool> isKnown = key.readBytes(json);
    if (!isKnown)
        return tl::unexpected(isKnown.error());
    if (!*isKnown)
        return std::optional<Key>();
    if (key.only && familyOf(*key.only) != key.family)
        return fail(ErrorKind::Corrupt, "the algorithm of a key is not one of its kind", key.id);
    return std::optional(std::move(key));
}

KeySet::KeySet() = default;
KeySet::KeySet(KeySet &&) noexcept = default;
KeySet &KeySet::operator=(KeySet &&) noexcept = default;
KeySet::~KeySet() = default;

Result<KeySet> KeySet::parse(std::string_view json)
{
    if (json.size() > kMaxKeySetBytes)
        return fail(ErrorKind::Corrupt, "the key set is larger than 256 KiB");
    simdjson::dom::parser parser;
    const simdjson::padded_string padded(json);
    element root;
    simdjson::dom::array entries;
    if (parser.parse(padded).get(root) != simdjson::SUCCESS
        || root["keys"].get_array().get(entries) != simdjson::SUCCESS)
        return fail(ErrorKind::Corrupt, "it is no JSON Web Key Set", json);
    if (entries.size() > kMostKeys)
        return fail(ErrorKind::Corrupt, "the key set has more than 256 keys");
    KeySet set;
    for (const element entry : entries) {
        auto key = Key::read(entry);
        if (!key)
            return tl::unexpected(std::move(key).error());
        if (*key)
            set.m_keys.push_back(std::move(**key));
    }
    if (set.m_keys.empty())
        return fail(ErrorKind::Corrupt, "no key of the set can check signatures of tokens");
    return set;
}

std::size_t KeySet::size() const
{
    return m_keys.size();
}

KeySet::Verdict KeySet::verify(TokenAlgorithm algorithm, std::string_view keyId, std::string_view text,
                               std::string_view signature) const
{
    Verdict verdict = Verdict::Unknown;
    for (const Key &key : m_keys) {
        if (!key.fits(algorithm) || (!keyId.empty() && key.id != keyId))
            continue;
        if (key.verify(algorithm, text, signature))
            return Verdict::Good;
        verdict = Verdict::Bad;
    }
    return verdict;
}

} // namespace piuptime::gateway::guard
