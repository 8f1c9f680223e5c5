// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Fields.h"
#include "core/gateway/http/Head.h"
#include "core/gateway/http/Limits.h"

namespace piuptime::gateway::http {

/// How far a parser came with what it was given.
enum class Progress : std::uint8_t { More, Done, Refused };

/// Reads the head of a message line by line as it arrives, strictly by RFC 9112: what could be read in two ways is
/// refused. One parser serves many messages, one after another; it allocates nothing once it has seen a few.
///
/// Whatever pieces a head comes in, the outcome is the same.
class HeadParser
{
public:
    explicit HeadParser(const Limits &limits)
        : m_limits(limits)
    {
    }
    virtual ~HeadParser() = default;
    HeadParser(const HeadParser &) = delete;
    HeadParser &operator=(const HeadParser &) = delete;

    /// Goes on with a message. \param bytes all of it that has arrived, from its first byte; may have moved since the
    /// last call. Bytes after the head do no harm.
    [[nodiscard]] Progress parse(std::string_view bytes);
    /// Forgets everything, for the next message.
    void reset();

    [[nodiscard]] Cause cause() const { return m_cause; }
    /// Whether anything of the message has come.
    [[nodiscard]] bool hasBegun() const { return m_scanned > 0; }
    /// Bytes that the head takes, once it is done.
    [[nodiscard]] std::size_t length() const { return m_lineAt; }
    [[nodiscard]] std::size_t fieldCount() const { return m_fields.count(); }
    /// Valid as long as the bytes given last are in their place.
    [[nodiscard]] FieldView field(std::size_t index) const { return m_fields.at(m_base, index); }

protected:
    /// A part of the message, which may move.
    struct Slice {
        std::uint16_t at = 0;
        std::uint16_t length = 0;
    };

    [[nodiscard]] virtual Cause takeStartLine(std::string_view line) = 0;
    /// Makes sense of the whole.
    [[nodiscard]] virtual Cause conclude() = 0;
    virtual void forget() = 0;
    [[nodiscard]] virtual bool toleratesLeadingLine() const { return false; }

    [[nodiscard]] Slice slice(std::string_view part) const
    {
        return {.at = part.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(part.data() - m_base),
                .length = static_cast<std::uint16_t>(part.size())};
    }
    [[nodiscard]] std::string_view view(Slice slice) const { return {m_base + slice.at, slice.length}; }

private:
    [[nodiscard]] bool nextLine(std::string_view bytes, std::string_view &line);
    [[nodiscard]] Cause takeLine(std::string_view line);
    void refuse(Cause cause);

    Limits m_limits;
    const char *m_base = nullptr;
    Fields m_fields;
    std::size_t m_lineAt = 0;  ///< where the line begins that is being read
    std::size_t m_scanned = 0; ///< up to here no end of it was found
    Progress m_progress = Progress::More;
    Cause m_cause = Cause::None;
    bool m_hasStartLine = false;
    bool m_skippedLine = false;
};

class RequestParser final : public HeadParser
{
public:
    using HeadParser::HeadParser;

    /// Valid when parsing is done, as long as the bytes given last are in their place.
    [[nodiscard]] const RequestHead &head() const { return m_head; }

private:
    [[nodiscard]] Cause takeStartLine(std::string_view line) override;
    [[nodiscard]] Cause conclude() override;
    void forget() override { m_head = {}; }
    [[nodiscard]] bool toleratesLeadingLine() const override { return true; }

    RequestHead m_head;
    Slice m_method;
    Slice m_target;
};

class ResponseParser final : public HeadParser
{
public:
    using HeadParser::HeadParser;

    /// \param method what was asked: the answer to HEAD has no body. To be set before each response.
    void expectAnswerTo(Method method) { m_method = method; }
    /// Valid when parsing is done, as long as the bytes given last are in their place.
    [[nodiscard]] const ResponseHead &head() const { return m_head; }

private:
    [[nodiscard]] Cause takeStartLine(std::string_view line) override;
    [[nodiscard]] Cause conclude() override;
    void forget() override { m_head = {}; }

    ResponseHead m_head;
    Method m_method = Method::Get;
    Slice m_reason;
};

} // namespace piuptime::gateway::http
