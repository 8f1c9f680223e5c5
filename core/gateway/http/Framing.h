// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Fields.h"
#include "core/gateway/http/Head.h"

namespace piuptime::gateway::http {

/// Collects what the fields of a head say about its body and its connection, and decides (RFC 9112, 6 and 9).
class FramingRules
{
public:
    /// Takes one field, in order. \return why the message is refused, or None
    [[nodiscard]] Cause take(const FieldView &field);

    [[nodiscard]] Cause decideRequest(Version version, Framing &framing) const;
    [[nodiscard]] Cause decideResponse(Version version, int status, Method asked, Framing &framing) const;
    [[nodiscard]] const ConnectionOptions &connection() const { return m_connection; }

private:
    [[nodiscard]] Cause takeLength(std::string_view value);
    [[nodiscard]] Cause takeCoding(std::string_view value);
    void takeConnection(std::string_view value);
    [[nodiscard]] Cause checkCoding(Version version) const;

    bool m_hasLength = false;
    bool m_isChunked = false;
    std::uint64_t m_length = 0;
    ConnectionOptions m_connection;
};

} // namespace piuptime::gateway::http
