// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/OpenFiles.h"

#include "core/base/Text.h"

#include <utility>

namespace piuptime::agent {
namespace {

/// A section may be no longer in a record of the probe either.
constexpr std::size_t kMaxSectionBytes = std::size_t{256} * 1024;
constexpr std::size_t kMaxFileBytes = std::size_t{64} * 1024;

} // namespace

void OpenFiles::open(const Root &root, const std::vector<std::string> &paths)
{
    m_files.clear();
    for (const std::string &path : paths) {
        UniqueFd descriptor = root.openFile(path);
        if (descriptor.isOpen())
            m_files.push_back({path + ':', std::move(descriptor), collect::linesOf(path)});
    }
}

void OpenFiles::read(std::string &section)
{
    section.clear();
    for (const File &file : m_files) {
        m_content.clear();
        if (!appendContent(file.descriptor.get(), kMaxFileBytes, m_content))
            continue; // a cable that is not plugged in has no speed
        std::string_view rest = m_content;
        while (const auto line = takeLine(rest)) {
            const std::size_t needed = file.prefix.size() + line->size() + 1;
            if (file.isRead(*line) && section.size() + needed <= kMaxSectionBytes)
                section.append(file.prefix).append(*line).append("\n");
        }
    }
    if (!section.empty())
        section.pop_back();
}

} // namespace piuptime::agent
