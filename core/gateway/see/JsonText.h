// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime::gateway {

/// Appends JSON to a string, a value after another: for the lines of a log, of which there are many thousands a second.
/// Whatever bytes come, what is written is valid JSON in UTF-8.
class JsonText
{
public:
    explicit JsonText(std::string &out)
        : m_out(out)
    {
    }

    void begin(char bracket) ///< `{` or `[`
    {
        separate();
        m_out += bracket;
        m_isFirst = true;
    }
    void end(char bracket)
    {
        m_out += bracket;
        m_isFirst = false;
    }
    /// The name of the next value. \param name our own, without anything to escape
    void key(std::string_view name)
    {
        separate();
        m_out += '"';
        m_out += name;
        m_out += "\":";
        m_isFirst = true;
    }
    void value(std::string_view text)
    {
        separate();
        putText(text);
    }
    void value(std::integral auto number)
    {
        separate();
        char digits[24];
        m_out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    void flag(bool isSo)
    {
        separate();
        m_out += isSo ? "true" : "false";
    }
    /// Microseconds as milliseconds with three decimals.
    void milliseconds(std::int64_t microseconds);
    void member(std::string_view name, auto content)
    {
        key(name);
        value(content);
    }

private:
    void separate()
    {
        if (!m_isFirst)
            m_out += ',';
        m_isFirst = false;
    }
    void putText(std::string_view text);

    std::string &m_out;
    bool m_isFirst = true;
};

} // namespace piuptime::gateway
