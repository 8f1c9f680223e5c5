// SPDX-License-Identifier: GPL-3.0-or-later
// JSON bodies, as the gateway changes them.
#include "core/gateway/json/Changer.h"
#include "core/gateway/json/Reader.h"
#include "tests/fuzz/Expect.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::gateway;
using json::Outcome;

namespace {

constexpr std::size_t kMostBytes = 4096;

const json::Changer &changer()
{
    static const json::Changer changer(*json::planOf({.set = {{"/unit", "\"C\""}, {"/list/*/n", "[1,{}]"}},
                                                      .renamed = {{"/temp", "celsius"}},
                                                      .removed = {"/secret", "/list/*/id", "/two/1"}}),
                                       kMostBytes);
    return changer;
}

/// The numbers that JSON has and no double.
bool isOutOfRange(std::string_view text)
{
    constexpr int kOutOfRange = 406;
    try {
        const auto read = nlohmann::json::parse(text);
    } catch (const nlohmann::json::exception &error) {
        return error.id == kOutOfRange;
    }
    return false;
}

bool mayBeDeep(std::string_view text)
{
    return std::ranges::count_if(text, [](char c) { return c == '[' || c == '{'; }) > json::Reader::kMostDepth;
}

/// What the changes come to, by a reader that keeps values instead of bytes.
nlohmann::json expected(nlohmann::json whole)
{
    if (!whole.is_object())
        return whole;
    whole["unit"] = "C";
    whole.erase("secret");
    if (const auto temp = whole.find("temp"); temp != whole.end()) {
        nlohmann::json value = *temp;
        whole.erase("temp");
        whole["celsius"] = std::move(value);
    }
    if (whole.contains("list") && whole["list"].is_array()) {
        for (nlohmann::json &one : whole["list"]) {
            if (!one.is_object())
                continue;
            one.erase("id");
            one["n"] = nlohmann::json::parse("[1,{}]");
        }
    }
    if (whole.contains("two") && whole["two"].is_array() && whole["two"].size() > 1)
        whole["two"].erase(1);
    else if (whole.contains("two") && whole["two"].is_object())
        whole["two"].erase("1");
    return whole;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char *>(data), size);
    std::string changed;
    const Outcome outcome = changer().change(body, changed);
    fuzz::expect(changed.size() <= kMostBytes, "no body grows beyond its limit");
    const bool isRead = outcome == Outcome::Same || outcome == Outcome::Changed;
    // The other reader takes a mark of the byte order, ends at a nought, and goes as deep as it likes.
    const bool isComparable = !body.starts_with("\xEF\xBB\xBF") && body.find('\0') == std::string_view::npos;
    if (!isComparable || size > kMostBytes)
        return 0;
    if (outcome == Outcome::NotSound)
        fuzz::expect(!nlohmann::json::accept(body) || mayBeDeep(body), "what is refused is no JSON");
    if (!isRead)
        return 0;
    const std::string_view result = outcome == Outcome::Changed ? std::string_view(changed) : body;
    if (!nlohmann::json::accept(body)) {
        fuzz::expect(isOutOfRange(body), "what is read is JSON");
        return 0;
    }
    fuzz::expect(nlohmann::json::parse(result) == expected(nlohmann::json::parse(body)),
                 "what is changed is that, and no more");
    return 0;
}
