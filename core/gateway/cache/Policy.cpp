// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Policy.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Date.h"
#include "core/gateway/http/Lists.h"

#include <algorithm>
#include <array>

namespace piuptime::gateway::cache {

namespace {

constexpr std::size_t kMostVary = 8;

bool isKept(int status)
{
    constexpr std::array kStatuses{200, 203, 204, 300, 301, 308, 404, 410};
    return std::ranges::find(kStatuses, status) != kStatuses.end();
}

/// \return false when no other request can be known to get the same answer
bool readVary(const http::HeadParser &answer, std::vector<std::string> &vary)
{
    const std::string names = joined(answer, "Vary");
    std::string_view rest = names;
    std::string_view name;
    while (http::takeMember(rest, name)) {
        if (name.empty())
            continue;
        const http::FieldName known = http::fieldName(name);
        const bool isOurs = known != http::FieldName::Other && known != http::FieldName::UserAgent;
        if (name == "*" || isOurs || vary.size() == kMostVary) // the gateway's own fields differ with each client
            return false;
        std::ranges::transform(name, std::back_inserter(vary.emplace_back()), http::lower);
    }
    std::ranges::sort(vary);
    return true;
}

/// Fields that may stand there once. \return false when one of them stands there twice: nobody knows which one holds
bool readOnce(const http::HeadParser &answer, Policy &policy, std::string_view &expires, std::string_view &date,
              std::string_view &age)
{
    std::string_view etag;
    std::string_view modified;
    const bool isSound = findOnly(answer, "ETag", etag) && findOnly(answer, "Last-Modified", modified)
                         && findOnly(answer, "Expires", expires) && findOnly(answer, "Date", date)
                         && findOnly(answer, "Age", age);
    policy.etag = etag;
    policy.lastModified = modified;
    return isSound;
}

} // namespace

Policy Policy::of(const http::HeadParser &answer, int status, const Asked &asked, const RouteCache &rule,
                  const Times &times)
{
    Policy policy;
    const Control control = Control::of(answer);
    std::string_view expires;
    std::string_view dateText;
    std::string_view age;
    const bool isSound = readOnce(answer, policy, expires, dateText, age) && readVary(answer, policy.vary);
    const UtcTime date = http::parseHttpDate(dateText).value_or(times.cameUtc);
    const Milliseconds delay = std::chrono::ceil<Milliseconds>(times.came - times.asked);
    const Milliseconds told = age.empty() ? Seconds::zero() : parseSeconds(age).value_or(Seconds::max() / 4096);
    policy.ageAtFirst = std::max({Milliseconds::zero(), Milliseconds(times.cameUtc - date), told + delay});

    const bool hasExpires = has(answer, "Expires");
    const bool isAnonymous = !asked.hasCredentials && !asked.hasCookie;
    if (control.sharedMaxAge)
        policy.lifetime = *control.sharedMaxAge;
    else if (control.maxAge)
        policy.lifetime = *control.maxAge;
    else if (hasExpires)
        policy.lifetime = std::max(Milliseconds::zero(), http::parseHttpDate(expires).value_or(date) - date);
    else if (isAnonymous)
        policy.lifetime = rule.defaultTtl;
    policy.alwaysRevalidate = control.noCache;
    policy.mustRevalidate = control.mustRevalidate || control.sharedMaxAge.has_value() || control.noCache;
    policy.staleIfError = std::max<Milliseconds>(rule.staleIfError, control.staleIfError.value_or(Seconds::zero()));
    policy.isShared = control.isPublic && std::ranges::all_of(policy.vary, [](const std::string &name) {
                          return name.starts_with("accept"); // others may tell clients apart
                      });

    const bool isExplicit = control.sharedMaxAge || control.maxAge || hasExpires || control.noCache || control.isPublic;
    const bool hasValidator = !policy.etag.empty() || !policy.lastModified.empty();
    const bool mayShareCredentials =
        !asked.hasCredentials || control.isPublic || control.sharedMaxAge || control.mustRevalidate;
    const bool isOfUse =
        policy.alwaysRevalidate ? hasValidator : policy.lifetime > policy.ageAtFirst || (isExplicit && hasValidator);
    policy.mayStore = isSound && isKept(status) && asked.isOurs && !asked.isHead && !control.noStore
                      && !control.isPrivate && mayShareCredentials && !has(answer, "Set-Cookie")
                      && !has(answer, "Content-Range") && isOfUse;
    return policy;
}

std::string selectorOf(const http::HeadParser &request, const std::vector<std::string> &vary)
{
    std::string selector;
    for (const std::string &name : vary)
        selector.append(joined(request, name)).append(has(request, name) ? "\n" : "\r");
    return selector;
}

} // namespace piuptime::gateway::cache
