// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/BodyReader.h"
#include "core/gateway/http/HeadParser.h"

#include <string>
#include <vector>

namespace piuptime {

/// What came of bytes that were read as one message.
struct Read {
    gateway::http::Progress progress = gateway::http::Progress::More;
    gateway::Cause cause = gateway::Cause::None;
    std::string startLine; ///< its parts, with commas
    std::string fields;    ///< as `name=value;`
    std::string body;
    std::string trailers;
    std::string rest; ///< what follows the message

    friend bool operator==(const Read &, const Read &) = default;
};

/// Reads head and body of one message, as a connection does, from bytes that come in pieces.
template <class Parser>
class MessageReader
{
public:
    void feed(std::string_view piece)
    {
        // A new place each time: whatever still points into the old one is found by AddressSanitizer.
        std::string grown;
        grown.reserve(m_bytes.size() + piece.size());
        grown.append(m_bytes).append(piece);
        m_bytes.swap(grown);
        if (m_result.progress != gateway::http::Progress::More)
            return;
        if (!m_hasHead)
            readHead();
        if (m_hasHead)
            readBody();
    }
    [[nodiscard]] Parser &parser() { return m_parser; }
    [[nodiscard]] Read result() const
    {
        Read result = m_result;
        if (result.progress == gateway::http::Progress::Done)
            result.rest = m_bytes;
        return result;
    }

private:
    using Progress = gateway::http::Progress;

    static std::string startLine(const gateway::http::RequestHead &head)
    {
        return std::string(head.methodName) + "," + std::string(head.path) + "," + std::string(head.query) + ","
               + std::string(head.host);
    }
    static std::string startLine(const gateway::http::ResponseHead &head)
    {
        return std::to_string(head.status) + "," + std::string(head.reason);
    }
    static std::string shown(const gateway::http::FieldView &field)
    {
        return std::string(field.name) + "=" + std::string(field.value) + ";";
    }

    void readHead()
    {
        m_result.progress = m_parser.parse(m_bytes);
        m_result.cause = m_parser.cause();
        if (m_result.progress != Progress::Done)
            return;
        m_hasHead = true;
        m_result.startLine = startLine(m_parser.head());
        for (std::size_t i = 0; i < m_parser.fieldCount(); ++i)
            m_result.fields += shown(m_parser.field(i));
        m_result.cause = m_body.begin(m_parser.head().body);
        m_result.progress = m_result.cause == gateway::Cause::None ? Progress::More : Progress::Refused;
        m_bytes.erase(0, m_parser.length());
    }
    void readBody()
    {
        std::string_view input = m_bytes;
        std::string_view data;
        while (m_result.progress == Progress::More) {
            m_result.progress = m_body.read(input, data);
            m_result.body += data;
            if (data.empty())
                break;
        }
        if (m_body.isDone())
            m_result.progress = Progress::Done;
        m_bytes.erase(0, m_bytes.size() - input.size());
        m_result.cause = m_body.cause();
        if (m_result.progress == Progress::Done && m_parser.head().body.kind == gateway::http::BodyKind::Chunked) {
            for (std::size_t i = 0; i < m_body.chunks().trailerCount(); ++i)
                m_result.trailers += shown(m_body.chunks().trailer(i));
        }
    }

    gateway::http::Limits m_limits;
    Parser m_parser{m_limits};
    gateway::http::BodyReader m_body{m_limits};
    std::string m_bytes;
    bool m_hasHead = false;
    Read m_result;
};

/// Reads a message whole, byte by byte, and cut in two at each place (at most some hundred), and gives what came of it
/// each time.
template <class Parser, class Prepare>
[[nodiscard]] std::vector<Read> readInAllWays(const std::string &bytes, Prepare prepare)
{
    std::vector<Read> results;
    const auto read = [&](const std::vector<std::string_view> &pieces) {
        MessageReader<Parser> reader;
        prepare(reader.parser());
        for (const std::string_view piece : pieces)
            reader.feed(piece);
        results.push_back(reader.result());
    };
    const std::string_view all = bytes;
    read({all});
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / 400);
    std::vector<std::string_view> smallest;
    for (std::size_t at = 0; at < all.size(); at += step)
        smallest.push_back(all.substr(at, step));
    read(smallest);
    for (std::size_t at = 1; at < all.size(); at += step)
        read({all.substr(0, at), all.substr(at)});
    return results;
}

} // namespace piuptime
