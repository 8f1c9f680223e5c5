// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Signature.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

#include <array>

namespace piuptime::gateway::guard {
namespace {

using BigNumber = std::unique_ptr<BIGNUM, Freed<&BN_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<&OSSL_PARAM_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<&OSSL_PARAM_BLD_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<&EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<&EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<&ECDSA_SIG_free>>;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

BigNumber bigNumber(std::string_view bytes)
{
    return BigNumber(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
}

PublicKey publicKey(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    PublicKey made(key);
    const KeyContext check(EVP_PKEY_CTX_new(key, nullptr));
    return EVP_PKEY_public_check_quick(check.get()) == 1 ? std::move(made) : nullptr;
}

const EVP_MD *hashOf(TokenAlgorithm algorithm)
{
    switch (hashBytes(algorithm)) {
    case 32:
        return EVP_sha256();
    case 48:
        return EVP_sha384();
    default:
        return EVP_sha512();
    }
}

/// The two numbers of an ECDSA signature, which tokens put side by side, as OpenSSL wants them.
std::string derOf(TokenAlgorithm algorithm, std::string_view signature)
{
    const std::size_t half = fieldBytes(algorithm);
    if (signature.size() != 2 * half)
        return {};
    const EcdsaSignature numbers(ECDSA_SIG_new());
    BigNumber r = bigNumber(signature.substr(0, half));
    BigNumber s = bigNumber(signature.substr(half));
    if (!numbers || !r || !s || ECDSA_SIG_set0(numbers.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release();
    (void)s.release();
    unsigned char *bytes = nullptr;
    const int size = i2d_ECDSA_SIG(numbers.get(), &bytes);
    std::string der = size > 0 ? std::string(reinterpret_cast<char *>(bytes), static_cast<std::size_t>(size)) : "";
    OPENSSL_free(bytes);
    return der;
}

} // namespace

std::size_t hashBytes(TokenAlgorithm algorithm)
{
    switch (algorithm) {
    case TokenAlgorithm::Hs256:
    case TokenAlgorithm::Rs256:
    case TokenAlgorithm::Es256:
        return 32;
    case TokenAlgorithm::Hs384:
    case TokenAlgorithm::Rs384:
    case TokenAlgorithm::Es384:
        return 48;
    default:
        return 64;
    }
}

std::size_t fieldBytes(TokenAlgorithm algorithm)
{
    switch (algorithm) {
    case TokenAlgorithm::Es256:
        return 32;
    case TokenAlgorithm::Es384:
        return 48;
    default:
        return 66; // of P-521
    }
}

PublicKey rsaKey(std::string_view modulus, std::string_view exponent)
{
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    const BigNumber n = bigNumber(modulus);
    const BigNumber e = bigNumber(exponent);
    if (!builder || !n || !e || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return publicKey("RSA", builder.get());
}

PublicKey ellipticKey(TokenAlgorithm algorithm, std::string_view x, std::string_view y)
{
    const char *const curve = algorithm == TokenAlgorithm::Es256   ? "P-256"
                              : algorithm == TokenAlgorithm::Es384 ? "P-384"
                                                                   : "P-521";
    if (x.size() != fieldBytes(algorithm) || y.size() != fieldBytes(algorithm))
        return nullptr;
    const std::string point = "\x04" + std::string(x) + std::string(y); // not compressed
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    return publicKey("EC", builder.get());
}

PublicKey ed25519Key(std::string_view bytes)
{
    return PublicKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(bytes), bytes.size()));
}

bool isSignedBy(EVP_PKEY *key, TokenAlgorithm algorithm, std::string_view text, std::string_view signature)
{
    const bool isElliptic = algorithm >= TokenAlgorithm::Es256 && algorithm <= TokenAlgorithm::Es512;
    const std::string der = isElliptic ? derOf(algorithm, signature) : std::string();
    const std::string_view bytes = isElliptic ? std::string_view(der) : signature;
    const EVP_MD *const hash = algorithm == TokenAlgorithm::EdDsa ? nullptr : hashOf(algorithm);
    const DigestContext context(EVP_MD_CTX_new());
    return !bytes.empty() && context && EVP_DigestVerifyInit(context.get(), nullptr, hash, nullptr, key) == 1
           && EVP_DigestVerify(context.get(), bytesOf(bytes), bytes.size(), bytesOf(text), text.size()) == 1;
}

bool isSignedWith(std::string_view secret, TokenAlgorithm algorithm, std::string_view text, std::string_view signature)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> expected{};
    unsigned size = 0;
    return HMAC(hashOf(algorithm), secret.data(), static_cast<int>(secret.size()), bytesOf(text), text.size(),
                expected.data(), &size)
               != nullptr
           && signature.size() == size && CRYPTO_memcmp(expected.data(), signature.data(), size) == 0;
}

} // namespace piuptime::gateway::guard
