// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Policy.h"
#include "core/gateway/http/FieldNames.h"
#include "core/gateway/net/Buffer.h"

#include <memory>

namespace piuptime::gateway::cache {

/// A stored answer. Immutable once it is stored, and shared by all workers.
struct Entry {
    std::string who;      ///< route and, unless anybody may have it, who asked
    std::string selector; ///< values of the fields in `policy.vary`, of the request it answered
    std::string head;     ///< whole lines, from the status on; without framing, Age and the empty line
    std::string body;
    int status = 0;
    MonoTime came{};
    Policy policy;

    [[nodiscard]] Milliseconds ageAt(MonoTime now) const;
    [[nodiscard]] bool isFreshFor(const Asked &asked, MonoTime now) const;
    /// Whether it may stand in for an upstream that fails.
    [[nodiscard]] bool mayStandIn(MonoTime now) const;
    [[nodiscard]] bool hasValidator() const { return !policy.etag.empty() || !policy.lastModified.empty(); }
    /// Whole lines that ask the upstream whether it still holds.
    [[nodiscard]] std::string conditions() const;
    /// In memory.
    [[nodiscard]] std::size_t bytes() const;
};

using SharedEntry = std::shared_ptr<const Entry>;

/// The head of an answer as it is stored. \param hidden fields of it that clients of its route do not get; may be null
[[nodiscard]] std::string storedHead(const http::ResponseParser &answer, net::BlockPool &blocks, std::string_view via,
                                     UtcTime now, const http::FieldNames *hidden);
/// The head of a stored answer after a 304: what that says takes the place of what was there (RFC 9111, 3.2).
[[nodiscard]] std::string refreshedHead(std::string_view old, std::string_view news);

/// How a stored answer goes to a client.
struct Handing {
    bool isNotModified = false;
    bool isHttp10 = false;
    bool keepsConnection = false;
    Milliseconds age{0};
    std::string_view requestId = {};
    std::string_view status = {};    ///< of the cache, as RFC 9211 writes it
    std::string_view ownFields = {}; ///< whole lines
};

void writeEntryHead(net::Buffer &out, const Entry &entry, const Handing &handing);

} // namespace piuptime::gateway::cache
