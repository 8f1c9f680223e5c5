// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace piuptime::gateway::http {

/// Fields that a gateway has to understand or replace; all others pass through.
enum class FieldName : std::uint8_t {
    Other,
    Connection,
    ContentLength,
    Expect,
    Forwarded,
    Host,
    KeepAlive,
    ProxyAuthenticate,
    ProxyAuthorization,
    ProxyConnection,
    Te,
    TraceParent,
    TraceState,
    Trailer,
    TransferEncoding,
    Upgrade,
    UserAgent,
    Via,
    XForwardedFor,
    XForwardedHost,
    XForwardedProto,
    XRequestId,
};

/// Without regard to case.
[[nodiscard]] FieldName fieldName(std::string_view name);

/// One field of a section, as views of the bytes that were parsed.
struct FieldView {
    FieldName known = FieldName::Other;
    std::string_view name;
    std::string_view value; ///< without the blanks around it
    std::string_view line;  ///< all of it, with its line end

    /// Whether the line is exactly what a careful sender writes, so that lines one after another can be copied at once.
    [[nodiscard]] bool isCanonical() const { return line.size() == name.size() + value.size() + 4; }
};

/// The fields of one head or trailer section, as places in the bytes of their message. Kept for many messages, so that
/// parsing allocates nothing.
class Fields
{
public:
    /// Takes a line of the form `name: value` whose characters are field text.
    /// \param base first byte of the message, \param line  part of it, without its line end
    /// \return why it is refused, or None
    [[nodiscard]] Cause add(const char *base, std::string_view line);
    void clear() { m_fields.clear(); }

    [[nodiscard]] std::size_t count() const { return m_fields.size(); }
    /// \param base as given to `add`, or where those bytes are now
    [[nodiscard]] FieldView at(const char *base, std::size_t index) const;

private:
    /// In bytes from the start of the message, which is at most 64 KiB long.
    struct Field {
        std::uint16_t nameAt = 0;
        std::uint16_t nameLength = 0;
        std::uint16_t valueAt = 0;
        std::uint16_t valueLength = 0;
        std::uint16_t end = 0; ///< of the line
        FieldName known = FieldName::Other;
    };

    std::vector<Field> m_fields;
};

} // namespace piuptime::gateway::http
