// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace piuptime::gateway::portal {

/// Writes HTML that is sound XML as well: whatever text it is given, every element ends, and nothing in it counts as
/// markup.
class Html
{
public:
    /// Stands for the address at which a reader has reached the gateway, until that is known. No text can hold it.
    static constexpr char kBase = '\x01';

    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    using Content = std::function<void()>;

    explicit Html(std::string &out)
        : m_out(out)
    {
    }

    void element(std::string_view tag, Attributes attributes, const Content &content);
    void element(std::string_view tag, Attributes attributes, std::string_view content)
    {
        element(tag, attributes, [this, content] { text(content); });
    }
    void element(std::string_view tag, std::string_view content) { element(tag, {}, content); }
    void element(std::string_view tag, const Content &content) { element(tag, {}, content); }
    /// One without content, such as `meta`.
    void single(std::string_view tag, Attributes attributes);
    void text(std::string_view text);
    /// The same of our own making, with `kBase` in it.
    void own(std::string_view text);
    /// Text of several paragraphs, with an empty line between them.
    void paragraphs(std::string_view text);

private:
    void begin(std::string_view tag, Attributes attributes);

    std::string &m_out;
};

/// Whatever could count as markup is escaped; control characters but line ends and tabs are replaced.
[[nodiscard]] std::string escaped(std::string_view text);

} // namespace piuptime::gateway::portal
