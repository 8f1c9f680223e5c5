// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Http2Session.h"

#include "core/gateway/proxy/Http2Connection.h"

#include <array>
#include <new>

namespace piuptime::gateway {

namespace {

constexpr std::uint32_t kMostStreams = 128;
/// Of all streams together; each one's is 64 KiB.
constexpr std::int32_t kConnectionWindow = 1 << 20;
constexpr std::size_t kMostContinuations = 8;    ///< frames of one head
constexpr std::size_t kMostSettings = 32;        ///< in one frame
constexpr std::size_t kMostWaitingAnswers = 500; ///< to PING and SETTINGS
constexpr std::uint64_t kMostResets = 1000;      ///< by the client, at once; then so many a second:
constexpr std::uint64_t kResetsPerSecond = 50;

Http2Connection &connectionOf(void *user)
{
    return *static_cast<Http2Connection *>(user);
}

std::string_view textOf(const std::uint8_t *bytes, std::size_t length)
{
    return {reinterpret_cast<const char *>(bytes), length};
}

using Callbacks = std::unique_ptr<nghttp2_session_callbacks, Freed<&nghttp2_session_callbacks_del>>;

Callbacks makeCallbacks()
{
    nghttp2_session_callbacks *raw = nullptr;
    if (nghttp2_session_callbacks_new(&raw) != 0)
        throw std::bad_alloc();
    Callbacks callbacks(raw);
    nghttp2_session_callbacks_set_on_begin_headers_callback(
        raw, [](nghttp2_session *, const nghttp2_frame *frame, void *user) {
            connectionOf(user).onBegin(*frame);
            return 0;
        });
    nghttp2_session_callbacks_set_on_header_callback(
        raw,
        [](nghttp2_session *, const nghttp2_frame *frame, const std::uint8_t *name, std::size_t nameLength,
           const std::uint8_t *value, std::size_t valueLength, std::uint8_t, void *user) -> int {
            const bool isTaken =
                connectionOf(user).onField(*frame, textOf(name, nameLength), textOf(value, valueLength));
            return isTaken ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        });
    nghttp2_session_callbacks_set_on_frame_recv_callback(raw,
                                                         [](nghttp2_session *, const nghttp2_frame *frame, void *user) {
                                                             connectionOf(user).onFrame(*frame);
                                                             return 0;
                                                         });
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(
        raw,
        [](nghttp2_session *, std::uint8_t, std::int32_t id, const std::uint8_t *data, std::size_t length, void *user) {
            connectionOf(user).onData(id, textOf(data, length));
            return 0;
        });
    nghttp2_session_callbacks_set_on_frame_send_callback(raw,
                                                         [](nghttp2_session *, const nghttp2_frame *frame, void *user) {
                                                             connectionOf(user).onSent(*frame);
                                                             return 0;
                                                         });
    nghttp2_session_callbacks_set_on_stream_close_callback(
        raw, [](nghttp2_session *, std::int32_t id, std::uint32_t, void *user) {
            connectionOf(user).onClosed(id);
            return 0;
        });
    return callbacks;
}

using Options = std::unique_ptr<nghttp2_option, Freed<&nghttp2_option_del>>;

Options makeOptions()
{
    nghttp2_option *raw = nullptr;
    if (nghttp2_option_new(&raw) != 0)
        throw std::bad_alloc();
    nghttp2_option_set_no_auto_window_update(raw, 1); // credit is given when data has gone on
    nghttp2_option_set_no_closed_streams(raw, 1);
    nghttp2_option_set_max_continuations(raw, kMostContinuations);
    nghttp2_option_set_max_settings(raw, kMostSettings);
    nghttp2_option_set_max_outbound_ack(raw, kMostWaitingAnswers);
    nghttp2_option_set_stream_reset_rate_limit(raw, kMostResets, kResetsPerSecond);
    return Options(raw);
}

} // namespace

Http2Session makeHttp2Session(Http2Connection &connection, const http::Limits &limits)
{
    static const Callbacks callbacks = makeCallbacks();
    static const Options options = makeOptions();
    nghttp2_session *raw = nullptr;
    if (nghttp2_session_server_new2(&raw, callbacks.get(), &connection, options.get()) != 0)
        throw std::bad_alloc();
    Http2Session session(raw);
    const std::array settings{
        nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, kMostStreams},
        nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, static_cast<std::uint32_t>(limits.headBytes)},
        nghttp2_settings_entry{NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1}};
    nghttp2_submit_settings(raw, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    nghttp2_session_set_local_window_size(raw, NGHTTP2_FLAG_NONE, 0, kConnectionWindow);
    return session;
}

nghttp2_data_provider http2Body()
{
    nghttp2_data_provider provider{};
    provider.read_callback = [](nghttp2_session *, std::int32_t id, std::uint8_t *frame, std::size_t length,
                                std::uint32_t *flags, nghttp2_data_source *, void *user) {
        return connectionOf(user).onRoom(id, {reinterpret_cast<char *>(frame), length}, *flags);
    };
    return provider;
}

} // namespace piuptime::gateway
