// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Target.h"

#include "core/gateway/http/Characters.h"

#include <charconv>

namespace piuptime::gateway::http {

namespace {

/// The character that `text` begins with, decoded; `length` is how many bytes it takes.
char decodedFront(std::string_view text, std::size_t &length)
{
    length = 1;
    if (text[0] != '%')
        return text[0];
    length = 3;
    return static_cast<char>(hexValue(text[1]) << 4U | hexValue(text[2]));
}

/// Percent signs encode something, and not NUL.
Cause checkEncoding(std::string_view path)
{
    for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 3)) {
        if (path.size() - at < 3 || !areAll(path.substr(at + 1, 2), HexDigit))
            return Cause::BadTarget;
        if (path.substr(at + 1, 2) == "00")
            return Cause::AmbiguousPath;
    }
    return Cause::None;
}

/// Whether a segment is `.` or `..` for anyone, also for who decodes the path before cutting it or drops parameters.
bool hasDotSegment(std::string_view path)
{
    int dots = 0;
    bool isDots = false; // so far the segment consists of dots
    std::size_t length = 0;
    for (; !path.empty(); path.remove_prefix(length)) {
        const char c = decodedFront(path, length);
        if (c == '/' || c == '\\' || c == ';') {
            if (isDots && dots > 0)
                return true;
            isDots = c != ';';
            dots = 0;
        } else if (c == '.' && isDots && dots < 2) {
            ++dots;
        } else {
            isDots = false;
        }
    }
    return isDots && dots > 0;
}

Cause checkPath(std::string_view path)
{
    if (const Cause cause = checkEncoding(path); cause != Cause::None)
        return cause;
    return hasDotSegment(path) ? Cause::AmbiguousPath : Cause::None;
}

Cause splitPath(std::string_view text, Target &target)
{
    const std::size_t question = std::min(text.find('?'), text.size());
    target.path = text.substr(0, question);
    target.query = text.substr(question);
    return checkPath(target.path);
}

bool isUnreserved(char c)
{
    return is(c, TokenChar) && std::string_view("!#$%&'*+^`|").find(c) == std::string_view::npos;
}

} // namespace

Cause parseTarget(Method method, std::string_view text, Target &target)
{
    if (method == Method::Connect) {
        target.form = TargetForm::Authority;
        target.authority = text;
        return isHost(text) && text.find(':') != std::string_view::npos ? Cause::None : Cause::BadTarget;
    }
    if (text.starts_with('/')) {
        target.form = TargetForm::Origin;
        return splitPath(text, target);
    }
    if (text == "*" && method == Method::Options) {
        target.form = TargetForm::Asterisk;
        target.path = text;
        return Cause::None;
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!equalsIgnoringCase(text.substr(0, scheme.size()), scheme))
            continue;
        target.form = TargetForm::Absolute;
        text.remove_prefix(scheme.size());
        const std::size_t end = std::min(text.find_first_of("/?"), text.size());
        target.authority = text.substr(0, end);
        if (!isHost(target.authority))
            return Cause::BadTarget;
        const Cause cause = splitPath(text.substr(end), target);
        if (target.path.empty())
            target.path = "/";
        return cause;
    }
    return Cause::BadTarget;
}

bool isHost(std::string_view text)
{
    std::size_t end = 0; // of the host
    if (text.starts_with('[')) {
        end = text.find(']');
        if (end == std::string_view::npos || end < 3)
            return false;
        for (const char c : text.substr(1, end - 1)) {
            if (!is(c, HexDigit) && c != ':' && c != '.')
                return false;
        }
        ++end;
    } else {
        end = std::min(text.find(':'), text.size());
        if (end == 0 || !areAll(text.substr(0, end), HostChar)
            || text.substr(0, end).find_first_of("[]") != std::string_view::npos)
            return false;
    }
    if (end == text.size())
        return true;
    const std::string_view port = text.substr(end + 1);
    std::uint16_t number = 0;
    const auto [last, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    return text[end] == ':' && error == std::errc{} && last == port.data() + port.size() && number != 0;
}

std::string_view normalizedPath(std::string_view path, std::string &storage)
{
    if (path.find('%') == std::string_view::npos && path.find("//") == std::string_view::npos)
        return path;
    storage.clear();
    std::size_t length = 0;
    for (; !path.empty(); path.remove_prefix(length)) {
        const char c = decodedFront(path, length);
        if (c == '/' && length == 1 && storage.ends_with('/'))
            continue;
        if (length == 1 || isUnreserved(c))
            storage += c;
        else
            storage += path.substr(0, length);
    }
    return storage;
}

} // namespace piuptime::gateway::http
