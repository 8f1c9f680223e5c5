// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Freed.h"
#include "core/gateway/http/Limits.h"

#include <nghttp2/nghttp2.h>

#include <memory>

namespace piuptime::gateway {

class Http2Connection;

using Http2Session = std::unique_ptr<nghttp2_session, Freed<&nghttp2_session_del>>;

/// A session of nghttp2 as a server that tells its connection what comes, and has sent its settings.
[[nodiscard]] Http2Session makeHttp2Session(Http2Connection &connection, const http::Limits &limits);

/// The body of an answer, asked for from the connection frame by frame.
[[nodiscard]] nghttp2_data_provider http2Body();

} // namespace piuptime::gateway
