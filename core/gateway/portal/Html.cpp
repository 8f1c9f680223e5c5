// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Html.h"

#include <algorithm>

namespace piuptime::gateway::portal {

void Html::begin(std::string_view tag, Attributes attributes)
{
    m_out.append("<").append(tag);
    for (const auto &[name, value] : attributes)
        m_out.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
}

void Html::element(std::string_view tag, Attributes attributes, const Content &content)
{
    begin(tag, attributes);
    m_out += '>';
    content();
    m_out.append("</").append(tag).append(">");
}

void Html::single(std::string_view tag, Attributes attributes)
{
    begin(tag, attributes);
    m_out += "/>";
}

void Html::text(std::string_view text)
{
    m_out += escaped(text);
}

void Html::own(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t base = std::min(text.find(kBase), text.size());
        m_out += escaped(text.substr(0, base));
        if (base < text.size())
            m_out += kBase;
        text.remove_prefix(std::min(base + 1, text.size()));
    }
}

void Html::paragraphs(std::string_view text)
{
    constexpr std::string_view kBetween = "\n\n";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kBetween), text.size());
        if (end > 0)
            element("p", text.substr(0, end));
        text.remove_prefix(std::min(end + kBetween.size(), text.size()));
    }
}

std::string escaped(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f)
                safe += "\xEF\xBF\xBD";
            else
                safe += c;
        }
    }
    return safe;
}

} // namespace piuptime::gateway::portal
