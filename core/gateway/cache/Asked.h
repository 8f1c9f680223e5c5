// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Control.h"

namespace piuptime::gateway::cache {

/// What of a request matters to the cache.
struct Asked {
    Control control;
    bool isOurs = false;         ///< a plain GET or HEAD, which may be answered from the cache
    bool isHead = false;         ///< which is answered, but whose answer is not kept
    bool hasCredentials = false; ///< an Authorization field
    bool hasCookie = false;

    [[nodiscard]] static Asked of(const http::RequestParser &request);
    /// Whether it wants to hear from the upstream, whatever is here.
    [[nodiscard]] bool wantsNews() const { return control.noCache; }
};

/// The URI of a request as entries are found by it. Host and path stay as the upstream sees them but for the case of
/// the host, so that no two requests share an entry that it could tell apart.
/// \param query with its question mark, as the upstream gets it
[[nodiscard]] std::string uriOf(const http::RequestHead &head, std::string_view scheme, std::string_view query);

/// Whether the client has what a stored answer holds (RFC 9110, 13.2.2), so that 304 says enough.
/// \param etag, lastModified of the answer; empty: it has none
[[nodiscard]] bool isKnownToClient(const http::HeadParser &request, std::string_view etag,
                                   std::string_view lastModified);

} // namespace piuptime::gateway::cache
