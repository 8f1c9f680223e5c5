// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/BodyReader.h"

#include <algorithm>
#include <utility>

namespace piuptime::gateway::http {

Cause BodyReader::begin(const Framing &framing)
{
    m_framing = framing;
    m_seen = 0;
    m_cause = Cause::None;
    const bool isEmpty = framing.kind == BodyKind::None || (framing.kind == BodyKind::Length && framing.length == 0);
    m_progress = isEmpty ? Progress::Done : Progress::More;
    if (framing.kind == BodyKind::Chunked)
        m_chunks.reset();
    if (framing.length > m_limits.bodyBytes) {
        m_progress = Progress::Refused;
        m_cause = Cause::BodyTooLarge;
    }
    return m_cause;
}

Progress BodyReader::read(std::string_view &input, std::string_view &data)
{
    data = {};
    if (m_progress != Progress::More)
        return m_progress;
    switch (m_framing.kind) {
    case BodyKind::Chunked:
        m_progress = m_chunks.decode(input, data);
        m_cause = m_chunks.cause();
        break;
    case BodyKind::Length:
        data = input.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(m_framing.length, input.size())));
        m_framing.length -= data.size();
        m_progress = m_framing.length == 0 ? Progress::Done : Progress::More;
        input.remove_prefix(data.size());
        break;
    case BodyKind::UntilClose:
        m_seen += input.size();
        if (m_seen > m_limits.bodyBytes) {
            m_progress = Progress::Refused;
            m_cause = Cause::BodyTooLarge;
            break;
        }
        data = std::exchange(input, {});
        break;
    case BodyKind::None:
        break;
    }
    return m_progress;
}

} // namespace piuptime::gateway::http
