// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/json/Reader.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace piuptime::gateway::json {

namespace {

constexpr std::size_t kHexDigits = 4;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The number of four hexadecimal digits. \return false when they are none
bool hexOf(std::string_view text, unsigned &number)
{
    const std::string_view four = text.substr(0, kHexDigits);
    const auto [end, error] = std::from_chars(four.data(), four.data() + four.size(), number, 16);
    return four.size() == kHexDigits && error == std::errc{} && end == four.data() + kHexDigits;
}

bool isHigh(unsigned unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLow(unsigned unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

void appendUtf8(std::string &out, unsigned point)
{
    const auto add = [&out](unsigned byte) { out += static_cast<char>(byte); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xC0U | point >> 6U);
        add(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        add(0xE0U | point >> 12U);
        add(0x80U | (point >> 6U & 0x3FU));
        add(0x80U | (point & 0x3FU));
    } else {
        add(0xF0U | point >> 18U);
        add(0x80U | (point >> 12U & 0x3FU));
        add(0x80U | (point >> 6U & 0x3FU));
        add(0x80U | (point & 0x3FU));
    }
}

/// \param raw between its quotes, and sound
std::string unescaped(std::string_view raw)
{
    constexpr std::string_view kLetters = "bfnrt";
    constexpr std::string_view kMeanings = "\b\f\n\r\t";
    std::string plain;
    while (!raw.empty()) {
        const std::size_t escape = std::min(raw.find('\\'), raw.size());
        plain.append(raw.substr(0, escape));
        raw.remove_prefix(escape);
        if (raw.empty())
            break;
        const char letter = raw[1];
        raw.remove_prefix(2);
        if (letter != 'u') {
            const std::size_t known = kLetters.find(letter);
            plain += known != std::string_view::npos ? kMeanings[known] : letter;
            continue;
        }
        unsigned unit = 0;
        unsigned low = 0;
        (void)hexOf(raw, unit);
        raw.remove_prefix(kHexDigits);
        if (isHigh(unit)) {
            (void)hexOf(raw.substr(2), low);
            raw.remove_prefix(2 + kHexDigits);
            unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
        }
        appendUtf8(plain, unit);
    }
    return plain;
}

} // namespace

bool Reader::read(const Node &plan)
{
    blanks();
    if (!value(&plan))
        return false;
    blanks();
    return m_at == m_text.size();
}

bool Reader::value(const Node *node)
{
    if (m_at == m_text.size())
        return false;
    std::string_view raw;
    switch (m_text[m_at]) {
    case '{':
        return container(node, Brackets::Object);
    case '[':
        return container(node, Brackets::Array);
    case '"':
        return string(raw);
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return number();
    }
}

bool Reader::container(const Node *node, Brackets brackets)
{
    const char end = brackets == Brackets::Object ? '}' : ']';
    const std::size_t first = m_members.size();
    ++m_at;
    const std::size_t begin = m_at;
    if (++m_depth > kMostDepth)
        return false;
    blanks();
    bool isOver = take(end);
    for (std::size_t index = 0; !isOver; ++index) {
        Member next{.begin = m_at};
        if (brackets == Brackets::Object ? !member(node, next) : !element(node, index, next))
            return false;
        if (node != nullptr)
            m_members.push_back(next);
        blanks();
        isOver = take(end);
        if (!isOver && !take(','))
            return false;
        if (!isOver)
            blanks();
    }
    --m_depth;
    const bool isNoted = node == nullptr || note(*node, brackets, first, begin);
    m_members.resize(first);
    return isNoted;
}

bool Reader::member(const Node *node, Member &member)
{
    std::string_view name;
    if (m_at == m_text.size() || m_text[m_at] != '"' || !string(name))
        return false;
    member.nameEnd = m_at;
    blanks();
    if (!take(':'))
        return false;
    blanks();
    if (node != nullptr && name.find('\\') != std::string_view::npos)
        member.node = node->child(unescaped(name));
    else if (node != nullptr)
        member.node = node->child(name);
    member.valueAt = m_at;
    const bool isSound = value(member.node);
    member.end = m_at;
    return isSound;
}

bool Reader::element(const Node *node, std::size_t index, Member &member)
{
    if (node != nullptr) {
        member.node = node->child("*");
        if (member.node == nullptr)
            member.node = node->child(std::to_string(index));
    }
    member.valueAt = m_at;
    const bool isSound = value(member.node);
    member.end = m_at;
    return isSound;
}

bool Reader::string(std::string_view &raw)
{
    const std::size_t begin = ++m_at;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at++];
        if (c == '"') {
            raw = m_text.substr(begin, m_at - 1 - begin);
            return true;
        }
        if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !escape()))
            return false;
    }
    return false;
}

/// Halves of a pair by themselves are refused: readers make different things of them.
bool Reader::escape()
{
    if (m_at == m_text.size())
        return false;
    const char letter = m_text[m_at++];
    if (letter != 'u')
        return std::string_view("\"\\/bfnrt").find(letter) != std::string_view::npos;
    unsigned unit = 0;
    if (!hexOf(m_text.substr(m_at), unit) || isLow(unit))
        return false;
    m_at += kHexDigits;
    if (!isHigh(unit))
        return true;
    const std::string_view rest = m_text.substr(m_at);
    if (!rest.starts_with("\\u") || !hexOf(rest.substr(2), unit) || !isLow(unit))
        return false;
    m_at += 2 + kHexDigits;
    return true;
}

bool Reader::number()
{
    (void)take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (!take('e') && !take('E'))
        return true;
    if (!take('+'))
        (void)take('-');
    return digits();
}

bool Reader::digits()
{
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && isDigit(m_text[m_at]))
        ++m_at;
    return m_at > begin;
}

bool Reader::word(std::string_view word)
{
    const bool isThere = m_text.substr(m_at).starts_with(word);
    m_at += isThere ? word.size() : 0;
    return isThere;
}

void Reader::blanks()
{
    m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size());
}

bool Reader::take(char c)
{
    const bool isThere = m_at < m_text.size() && m_text[m_at] == c;
    m_at += isThere ? 1 : 0;
    return isThere;
}

/// \param first of its members among those on the way \param begin behind its bracket
/// \return whether each of its names that count stands there once
bool Reader::note(const Node &node, Brackets brackets, std::size_t first, std::size_t begin)
{
    const bool isObject = brackets == Brackets::Object;
    m_isAmbiguous = isObject && std::ranges::any_of(node.children, [first, this](const Node &child) {
                        return count(child, first) > 1;
                    });
    if (m_isAmbiguous)
        return false;
    bool hasKept = false;
    std::size_t keptEnd = begin;
    for (std::size_t i = first; i < m_members.size(); ++i) {
        const Member &each = m_members[i];
        if (isDropped(each, first)) {
            noteDropped(i, hasKept);
            continue;
        }
        hasKept = true;
        keptEnd = each.end;
        if (each.node != nullptr && each.node->kind == Node::Kind::Set)
            m_edits.push_back({each.valueAt, each.end - each.valueAt, each.node->text});
        else if (each.node != nullptr && each.node->kind == Node::Kind::Renamed)
            m_edits.push_back({each.begin, each.nameEnd - each.begin, each.node->text});
    }
    for (std::size_t i = 0; isObject && i < node.children.size(); ++i) {
        const Node &child = node.children[i];
        if (child.added.empty() || count(child, first) > 0)
            continue;
        m_edits.push_back({keptEnd, 0, std::string_view(child.added).substr(hasKept ? 0 : 1)});
        hasKept = true;
    }
    return true;
}

std::ptrdiff_t Reader::count(const Node &node, std::size_t first) const
{
    return std::ranges::count(std::span(m_members).subspan(first), &node, &Member::node);
}

bool Reader::isDropped(const Member &member, std::size_t first) const
{
    if (member.node == nullptr || member.node->kind != Node::Kind::GivesWay)
        return member.node != nullptr && member.node->kind == Node::Kind::Removed;
    return std::ranges::any_of(std::span(m_members).subspan(first), [&member](const Member &other) {
        return other.node != nullptr && other.node->kind == Node::Kind::Renamed
               && other.node->name == member.node->text;
    });
}

/// With the comma before it, or the one behind it where it is the first that is left.
void Reader::noteDropped(std::size_t index, bool hasKept)
{
    const Member &dropped = m_members[index];
    const bool isLast = index + 1 == m_members.size();
    const std::size_t begin = hasKept ? m_members[index - 1].end : dropped.begin;
    const std::size_t end = hasKept || isLast ? dropped.end : m_members[index + 1].begin;
    m_edits.push_back({begin, end - begin, {}});
}

} // namespace piuptime::gateway::json
