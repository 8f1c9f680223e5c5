// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/LocalProbe.h"

#include "core/agent/Mounts.h"
#include "core/agent/SlowSections.h"
#include "core/base/Text.h"

#include <utility>

namespace piuptime::agent {
namespace {

/// The section with the lines of `proc/mounts` as they are outside the sandbox of a service.
std::string outsideOfSandbox(std::string_view files, const Mounts &mounts)
{
    constexpr std::string_view kPrefix = "proc/mounts:";
    std::string section;
    while (const auto line = takeLine(files)) {
        const bool isMount = line->starts_with(kPrefix);
        const auto told = isMount ? mounts.outside(line->substr(kPrefix.size())) : std::string(*line);
        if (told)
            section.append(isMount ? kPrefix : "").append(*told).append("\n");
    }
    if (!section.empty())
        section.pop_back();
    return section;
}

} // namespace

LocalProbe::LocalProbe(Root root, std::unique_ptr<Firmware> firmware)
    : m_root(std::move(root))
    , m_firmware(std::move(firmware))
    , m_deviceTree(deviceTreeSection(m_root))
    , m_isPi(m_root.firstLine("proc/device-tree/model").find("Raspberry") != std::string::npos)
{
    look();
}

const std::vector<collect::Section> &LocalProbe::read(Depth depth)
{
    m_sections.clear();
    if (depth == Depth::Slow) {
        look();
        readSlow();
    }
    readFirmware();
    m_fast.read(m_sections.add("files")); // last, so that their clock is the clock of the reading
    return m_sections.sections();
}

void LocalProbe::look()
{
    m_files = scan(m_root);
    m_fast.open(m_root, m_files.fast);
    m_muted.clear();
    m_isFirmwareSilent = false;
}

void LocalProbe::readSlow()
{
    OpenFiles slow;
    slow.open(m_root, m_files.slow);
    std::string files;
    slow.read(files);
    m_sections.add("slow-files") = outsideOfSandbox(files, Mounts(m_root));
    m_sections.addUnlessEmpty("device-tree", m_deviceTree);
    m_sections.addUnlessEmpty("architecture", architectureSection());
    m_sections.addUnlessEmpty("root", rootSection(m_root));
    m_sections.addUnlessEmpty("df", filesystemsSection(m_root));
    m_sections.addUnlessEmpty("disk-paths", diskPathsSection(m_root, m_files.disks));
    m_sections.addUnlessEmpty("addresses", addressesSection());
    m_sections.addUnlessEmpty("time-sync", timeSyncSection());
    if (m_isPi && (!m_firmware || !m_firmware->isThere()))
        m_sections.addUnlessEmpty("problem:vcgencmd", "/dev/vcio cannot be opened: put the agent into the group video");
}

void LocalProbe::readFirmware()
{
    if (!m_isPi)
        return;
    if (!m_firmware || !m_firmware->isThere()) {
        if (!m_files.throttledFile.empty())
            m_sections.addUnlessEmpty("throttled-sysfs", m_root.firstLine(m_files.throttledFile));
        return;
    }
    askFirmware("throttled", "get_throttled", "throttled=0x");
    askFirmware("clock-arm", "measure_clock arm", "frequency(");
    askFirmware("volts-core", "measure_volts core", "volt=");
    if (!m_files.hasSocZone)
        askFirmware("temp", "measure_temp", "temp=");
    askFirmware("temp-pmic", "measure_temp pmic", "temp=");
    askFirmware("pmic-adc", "pmic_read_adc", "_A current(");
}

void LocalProbe::askFirmware(std::string_view section, std::string_view command, std::string_view pattern)
{
    if (m_isFirmwareSilent || m_muted.contains(section))
        return;
    const std::string answer = m_firmware->ask(command);
    m_isFirmwareSilent = answer.empty();
    if (answer.find(pattern) == std::string::npos)
        m_muted.insert(section);
    m_sections.add(section) = answer;
}

} // namespace piuptime::agent
