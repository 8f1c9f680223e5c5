// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/ChunkDecoder.h"
#include "core/gateway/http/FieldNames.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/net/Buffer.h"

#include <optional>

namespace piuptime::gateway::http {

/// What a gateway changes in a request on its way to an upstream.
struct RequestPassage {
    std::string_view path;                      ///< in place of the one that came
    std::string_view host;                      ///< likewise, with its port
    std::string_view clientAddress;             ///< numeric, without a port
    std::string_view scheme;                    ///< `http` or `https`: how the client came
    std::string_view via;                       ///< name of this gateway
    bool isHttp2 = false;                       ///< how the client came, whatever the head says
    bool passesUpgrade = false;                 ///< the wish for another protocol
    bool trustsForwarded = false;               ///< whether what the client says of hops before it is passed on
    bool replacesTrace = false;                 ///< the client's trace context does not pass
    bool replacesRequestId = false;             ///< nor its `X-Request-Id`
    std::optional<std::string_view> query = {}; ///< in place of the one that came, with its question mark
    std::optional<Framing> body = {};           ///< how it will be sent, if not as it came
    const FieldNames *dropped = nullptr;        ///< may be null: none
    std::string_view ownFields = {};            ///< whole lines, the last ones of the head
};

/// What a gateway changes in a response on its way to a client.
struct ResponsePassage {
    Version client = Version::Http11;
    bool isAnswerToHead = false;
    bool keepsConnection = true; ///< whether more requests are taken afterwards
    Framing body;                ///< how the body will be sent
    std::string_view via;
    std::string_view requestId = {};     ///< in place of the upstream's `X-Request-Id`; empty: that passes
    const FieldNames *dropped = nullptr; ///< may be null: none
    std::string_view ownFields = {};     ///< whole lines, the last ones of the head
};

/// Appends the head for an upstream: as HTTP/1.1, framed anew, without what ends at this hop, with who asked.
void writeRequestHead(net::Buffer &out, const RequestParser &request, const RequestPassage &passage);

/// Appends the head for a client, likewise.
void writeResponseHead(net::Buffer &out, const ResponseParser &response, const ResponsePassage &passage);

/// Appends data as one chunk. \param data not empty
void writeChunk(net::Buffer &out, std::string_view data);
/// Appends the end of a chunked body. \param trailers of a decoder that is done; may be null
void writeLastChunk(net::Buffer &out, const ChunkDecoder *trailers);

} // namespace piuptime::gateway::http
