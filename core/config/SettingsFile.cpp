// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"

#include "core/config/AtomicFile.h"
#include "core/config/DeviceLimits.h"

namespace piuptime::config {

std::string describe(const std::string &path, const std::vector<Problem> &problems)
{
    constexpr std::size_t kMostShown = 20;
    std::string text;
    for (std::size_t i = 0; i < problems.size() && i < kMostShown; ++i) {
        const Problem &problem = problems[i];
        text += (i > 0 ? "\n" : "") + path + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column)
                + ": " + problem.reason;
    }
    if (problems.size() > kMostShown)
        text += "\nand " + std::to_string(problems.size() - kMostShown) + " more";
    return text;
}

SettingsFile::SettingsFile(std::string path)
    : m_path(std::move(path))
{
}

Result<Settings> SettingsFile::load()
{
    m_problems.clear();
    auto text = read();
    if (!text) {
        m_readOnlyReason = text.error().detail;
        return tl::unexpected(text.error());
    }
    m_loaded = std::move(*text);
    auto settings = parseSettings(m_loaded.value_or(std::string()));
    if (!settings) {
        m_problems = std::move(settings.error());
        m_readOnlyReason = m_path + " has faults that must be mended first";
        return fail(ErrorKind::InvalidInput, describe(m_path, m_problems));
    }
    m_readOnlyReason.clear();
    return std::move(*settings);
}

Result<void> SettingsFile::save(const Settings &settings)
{
    if (!m_readOnlyReason.empty())
        return fail(ErrorKind::Conflict, "nothing was saved: " + m_readOnlyReason);
    const std::string text = formatSettings(settings, headerOf(m_loaded.value_or(std::string())));
    if (const auto readBack = parseSettings(text); !readBack)
        return fail(ErrorKind::InvalidInput, describe("settings", readBack.error()));
    if (text.size() > kMaxSettingsFileBytes)
        return fail(ErrorKind::InvalidInput, "the settings are too large for one file");
    const auto onDisk = read();
    if (!onDisk)
        return tl::unexpected(onDisk.error());
    if (*onDisk != m_loaded)
        return fail(ErrorKind::Conflict, m_path + " was changed by somebody else meanwhile: load it again first");
    auto written = writeFileAtomically(m_path, text);
    if (written)
        m_loaded = text;
    return written;
}

Result<std::optional<std::string>> SettingsFile::read() const
{
    auto text = readFile(m_path, kMaxSettingsFileBytes);
    if (text)
        return std::optional(std::move(*text));
    if (text.error().kind == ErrorKind::NotFound)
        return std::optional<std::string>();
    return fail(text.error(), "reading the settings");
}

} // namespace piuptime::config
