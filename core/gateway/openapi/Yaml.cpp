// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/openapi/Yaml.h"

#include "core/base/Text.h"
#include "core/gateway/openapi/YamlScalar.h"

#include <simdjson.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

namespace piuptime::gateway::openapi {
namespace {

using nlohmann::json;
using YAML::anchor_t;
using YAML::Mark;

constexpr std::size_t kValueBytes = 32;
constexpr std::string_view kPlain = "?";  ///< the tag of what stands there without quotes
constexpr std::string_view kQuoted = "!"; ///< of what stands there with them

[[noreturn]] void refuse(const Mark &mark, const std::string &why)
{
    throw YAML::ParserException(mark, why);
}

/// Makes JSON of what the parser tells, while it tells: what is too deep or too large ends it there. yaml-cpp calls
/// itself for each level, so a bound on the finished document would come too late.
class Builder final : public YAML::EventHandler
{
public:
    [[nodiscard]] json take() { return std::move(m_root); }

    void OnDocumentStart(const Mark &mark) override
    {
        if (m_isBegun)
            refuse(mark, "another document begins: one is read");
        m_isBegun = true;
    }
    void OnDocumentEnd() override {}
    void OnNull(const Mark &mark, anchor_t anchor) override
    {
        if (wantsKey())
            refuse(mark, "a key is null: put it in quotes");
        add(mark, anchor, json());
    }
    void OnAlias(const Mark &mark, anchor_t anchor) override
    {
        const auto found = m_anchors.find(anchor);
        if (found == m_anchors.end())
            refuse(mark, "an alias stands in what it is an alias of");
        if (wantsKey())
            refuse(mark, "a key is an alias: write it out");
        const Anchored &meant = found->second;
        if (m_open.size() + meant.levels > kDeepest)
            refuse(mark, "more than 100 levels");
        count(mark, meant.bytes);
        place(meant.value, meant.levels);
    }
    void OnScalar(const Mark &mark, const std::string &tag, anchor_t anchor, const std::string &text) override
    {
        checkTag(mark, tag, "tag:yaml.org,2002:str");
        if (!simdjson::validate_utf8(text.data(), text.size())) // yaml-cpp makes single bytes of these
            refuse(mark, "the escapes \\N and \\_ are not read: write \\u0085 and \\u00a0");
        if (wantsKey()) {
            takeKey(mark, tag == kPlain, anchor, text);
            return;
        }
        const auto value = tag == kPlain ? plainValue(text) : json(text);
        if (!value)
            refuse(mark, "a number that JSON cannot say: put it in quotes");
        add(mark, anchor, *value, text.size());
    }
    void OnSequenceStart(const Mark &mark, const std::string &tag, anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        checkTag(mark, tag, "tag:yaml.org,2002:seq");
        begin(mark, anchor, json::array());
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(const Mark &mark, const std::string &tag, anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        checkTag(mark, tag, "tag:yaml.org,2002:map");
        begin(mark, anchor, json::object());
    }
    void OnMapEnd() override { end(); }

private:
    /// A list or map that has not ended.
    struct Open {
        Mark mark;
        anchor_t anchor = YAML::NullAnchor;
        json value;
        std::size_t bytesBefore = 0;
        std::size_t levels = 1;              ///< of it so far
        std::optional<std::string> key = {}; ///< of the value that comes next
    };
    struct Anchored {
        json value;
        std::size_t bytes = 0;
        std::size_t levels = 0;
    };

    static void checkTag(const Mark &mark, const std::string &tag, std::string_view own)
    {
        if (!tag.empty() && tag != kPlain && tag != kQuoted && tag != own)
            refuse(mark, "a tag that is not known here: take " + tag + " away");
    }
    [[nodiscard]] bool wantsKey() const
    {
        return !m_open.empty() && m_open.back().value.is_object() && !m_open.back().key;
    }
    void spend(const Mark &mark, std::size_t bytes)
    {
        m_spent += bytes;
        if (m_spent > kMostUnfoldedBytes)
            refuse(mark, "with its aliases resolved it is larger than 32 MiB: write less by aliases");
    }
    void count(const Mark &mark, std::size_t bytes)
    {
        spend(mark, bytes);
        m_bytes += bytes;
    }
    void takeKey(const Mark &mark, bool isPlain, anchor_t anchor, const std::string &text)
    {
        if (isPlain && text == "<<")
            refuse(mark, "YAML 1.2 has no merge keys: write out what << brings");
        if (m_open.back().value.contains(text))
            refuse(mark, "the key " + text + " stands here twice: leave one of them");
        count(mark, kValueBytes + text.size());
        keep(mark, anchor, json(text), kValueBytes + text.size());
        m_open.back().key = text;
    }
    void add(const Mark &mark, anchor_t anchor, json value, std::size_t textBytes = 0)
    {
        count(mark, kValueBytes + textBytes);
        keep(mark, anchor, value, kValueBytes + textBytes);
        place(std::move(value), 0);
    }
    void begin(const Mark &mark, anchor_t anchor, json value)
    {
        if (wantsKey())
            refuse(mark, "a key is a list or a map: only texts can be keys");
        if (m_open.size() == kDeepest)
            refuse(mark, "more than 100 levels");
        m_open.push_back({.mark = mark, .anchor = anchor, .value = std::move(value), .bytesBefore = m_bytes});
        count(mark, kValueBytes);
    }
    void end()
    {
        Open ended = std::move(m_open.back());
        m_open.pop_back();
        keep(ended.mark, ended.anchor, ended.value, m_bytes - ended.bytesBefore, ended.levels);
        place(std::move(ended.value), ended.levels);
    }
    /// For aliases that come later. The copy counts as well.
    void keep(const Mark &mark, anchor_t anchor, const json &value, std::size_t bytes, std::size_t levels = 0)
    {
        if (anchor == YAML::NullAnchor)
            return;
        spend(mark, bytes);
        m_anchors[anchor] = {.value = value, .bytes = bytes, .levels = levels};
    }
    /// \param levels of the value
    void place(json value, std::size_t levels)
    {
        if (m_open.empty()) {
            m_root = std::move(value);
            return;
        }
        Open &open = m_open.back();
        open.levels = std::max(open.levels, levels + 1);
        if (open.value.is_array())
            open.value.push_back(std::move(value));
        else
            open.value[*std::exchange(open.key, std::nullopt)] = std::move(value);
    }

    json m_root;
    bool m_isBegun = false;
    std::vector<Open> m_open;
    std::map<anchor_t, Anchored> m_anchors;
    std::size_t m_bytes = 0; ///< of the document so far, with its aliases resolved
    std::size_t m_spent = 0; ///< of these and of copies for aliases
};

/// What YAML does not allow, and its parser takes for ends and escapes of its own.
Result<void> checkCharacters(std::string_view text)
{
    if (!simdjson::validate_utf8(text.data(), text.size()))
        return fail(ErrorKind::InvalidInput, "the document is not in UTF-8: save it as that");
    std::size_t line = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool endsLine = c == '\n' || (c == '\r' && text.substr(i + 1).starts_with('\n'));
        if ((c >= 0 && c < 0x20 && c != '\t' && !endsLine) || c == 0x7f)
            return fail(ErrorKind::InvalidInput, "line " + std::to_string(line) + ": a control character");
        line += c == '\n' ? 1 : 0;
    }
    return {};
}

} // namespace

Result<json> parseYaml(std::string_view text)
{
    if (const Result<void> checked = checkCharacters(text); !checked)
        return tl::unexpected(checked.error());
    std::istringstream stream{std::string(text)};
    Builder builder;
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) { // until it says that there is none
        }
    } catch (const YAML::Exception &error) {
        const std::string place = error.mark.is_null() ? std::string()
                                                       : "line " + std::to_string(error.mark.line + 1) + ", column "
                                                             + std::to_string(error.mark.column + 1) + ": ";
        return fail(ErrorKind::InvalidInput, place + printable(error.msg));
    }
    return builder.take();
}

} // namespace piuptime::gateway::openapi
