// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, which anybody can send: a first line that is a key set, and a second that is a token. What else there is, a
// head and claims, is signed here with a secret that is known, so that what lies behind the signature is met, too.
#include "core/base/Text.h"
#include "core/gateway/guard/Token.h"
#include "tests/fuzz/Expect.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

using namespace piuptime;
using namespace piuptime::gateway::guard;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'800'000'000'000);
constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";
constexpr std::string_view kKnownKeys = R"({"keys":[{"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}]})";

std::string base64Url(std::string_view bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()),
                        reinterpret_cast<const unsigned char *>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    for (char &c : text)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (text.ends_with('='))
        text.pop_back();
    return text;
}

std::string signedToken(std::string_view head, std::string_view claims)
{
    const std::string text = base64Url(head) + '.' + base64Url(claims);
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned length = 0;
    HMAC(EVP_sha256(), kSecret.data(), static_cast<int>(kSecret.size()),
         reinterpret_cast<const unsigned char *>(text.data()), text.size(), sum.data(), &length);
    return text + '.' + base64Url({reinterpret_cast<const char *>(sum.data()), length});
}

void check(std::string_view token, const KeySet &keys, const TokenRule &rule)
{
    const auto claims = checkToken(token, keys, rule, kNow);
    if (!claims)
        return;
    fuzz::expect(token.size() <= kMaxTokenBytes, "a token is short");
    fuzz::expect(rule.issuer.empty() || claims->issuer == rule.issuer, "the issuer is the one that is meant");
    fuzz::expect(claims->expires ? *claims->expires + rule.leeway > kNow : rule.mayLackExpiry, "it has not expired");
    std::size_t words = 0;
    for (const std::string &scope : claims->scopes) {
        fuzz::expect(!scope.empty() && scope.find_first_of(" \t\r\n") == std::string::npos, "a scope is a word");
        words += scope.size();
    }
    fuzz::expect(words <= token.size(), "no more scopes than bytes");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    std::array<std::string_view, 4> lines{};
    for (std::string_view &line : lines)
        line = takeLine(rest).value_or(std::string_view());
    const auto known = KeySet::parse(kKnownKeys);
    fuzz::expect(known.has_value(), "the key that is known is one");
    const TokenRule strict{.issuer = "id", .audiences = {"gateway"}, .algorithms = {TokenAlgorithm::Hs256}};
    const TokenRule lax{.issuer = {}, .audiences = {}, .algorithms = {}, .mayLackExpiry = true};
    const auto keys = KeySet::parse(lines[0]);
    for (const TokenRule &rule : {strict, lax}) {
        if (keys)
            check(lines[1], *keys, rule);
        check(lines[1], *known, rule);
        check(signedToken(lines[2], lines[3]), *known, rule);
    }
    return 0;
}
