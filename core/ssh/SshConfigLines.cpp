// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SshConfigLines.h"

#include "core/base/Text.h"
#include "core/ssh/Pattern.h"
#include "core/ssh/Words.h"

namespace piuptime::ssh {
namespace {

constexpr int kMaxDepth = 16; // as OpenSSH
constexpr std::size_t kMaxFiles = 256;
constexpr std::size_t kMaxLines = 20'000;

using BlockPtr = std::shared_ptr<const ConfigBlock>;

/// `Keyword value`, `Keyword=value` and `Keyword = value` mean the same.
std::vector<std::string> withoutEquals(std::vector<std::string> words)
{
    std::string &keyword = words.front();
    if (const auto equals = keyword.find('='); equals != keyword.npos) {
        std::string value = keyword.substr(equals + 1);
        keyword.resize(equals);
        if (!value.empty())
            words.insert(words.begin() + 1, std::move(value));
    } else if (words.size() > 1 && words[1] == "=") {
        words.erase(words.begin() + 1);
    } else if (words.size() > 1 && words[1].starts_with('=')) {
        words[1].erase(0, 1);
    }
    return words;
}

class LineReader
{
public:
    LineReader(const IncludeReader &include, Imported &imported)
        : m_include(include)
        , m_imported(imported)
    {
    }

    void read(const ConfigText &config, const BlockPtr &around, int depth)
    {
        BlockPtr block = around;
        std::string_view rest = config.text;
        for (std::size_t number = 1; const auto text = takeLine(rest); ++number) {
            const auto words = splitWords(*text);
            if (!words) {
                error(config, number, words.error().detail);
                continue;
            }
            if (words->empty())
                continue;
            if (m_lines.size() == kMaxLines)
                return error(config, number, "the configuration is too long; the rest is left out");
            take(config, number, withoutEquals(*words), around, block, depth);
        }
    }

    [[nodiscard]] std::vector<ConfigLine> takeLines() { return std::move(m_lines); }

private:
    void take(const ConfigText &config, std::size_t number, std::vector<std::string> words, const BlockPtr &around,
              BlockPtr &block, int depth)
    {
        const std::string keyword = lowerCase(words.front());
        words.erase(words.begin());
        if (words.empty())
            return error(config, number, "“" + printable(keyword, 40) + "” has no value");
        if (keyword == "include")
            return includeAll(config, number, words, block, depth);
        if (keyword == "match") {
            m_imported.notes.push_back({config.file, number, "Match blocks are left out"});
            block = std::make_shared<ConfigBlock>(ConfigBlock{around, {}, true});
            return;
        }
        if (keyword == "host")
            block = std::make_shared<ConfigBlock>(ConfigBlock{around, words, false});
        m_lines.push_back({block, config.file, number, keyword, std::move(words)});
    }

    void includeAll(const ConfigText &config, std::size_t number, const std::vector<std::string> &patterns,
                    const BlockPtr &block, int depth)
    {
        if (depth == kMaxDepth)
            return error(config, number, "files include each other too deeply");
        for (const std::string &pattern : patterns) {
            for (const ConfigText &included : m_include(pattern)) {
                if (++m_files > kMaxFiles)
                    return error(config, number, "too many included files");
                read(included, block, depth + 1);
            }
        }
    }

    void error(const ConfigText &config, std::size_t number, std::string text)
    {
        m_imported.errors.push_back({config.file, number, std::move(text)});
    }

    const IncludeReader &m_include;
    Imported &m_imported;
    std::vector<ConfigLine> m_lines;
    std::size_t m_files = 0;
};

} // namespace

bool ConfigBlock::appliesTo(std::string_view host) const
{
    if (never || (around && !around->appliesTo(host)))
        return false;
    return patterns.empty() || matchesPatterns({patterns.begin(), patterns.end()}, host);
}

std::vector<ConfigLine> readConfigLines(const ConfigText &config, const IncludeReader &include, Imported &imported)
{
    LineReader reader(include, imported);
    reader.read(config, std::make_shared<ConfigBlock>(), 0);
    return reader.takeLines();
}

} // namespace piuptime::ssh
