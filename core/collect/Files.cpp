// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Files.h"

#include "core/base/Text.h"
#include "core/collect/Host.h"
#include "core/collect/ProcFiles.h"
#include "core/collect/Storage.h"
#include "core/collect/SysFiles.h"

#include <array>

namespace piuptime::collect {
namespace {

/// More lines of one directory than any driver has.
constexpr std::size_t kMaxAttributes = 64;

class FileReader
{
public:
    explicit FileReader(Draft &draft)
        : m_draft(draft)
    {
    }

    void readLine(std::string_view line)
    {
        // Most lines are of the same file as the line before.
        if (m_path.empty() || line.size() <= m_path.size() || line[m_path.size()] != ':' || !line.starts_with(m_path))
            openPath(line);
        if (m_path.empty())
            return;
        const std::string_view content = line.substr(m_path.size() + 1);
        if (m_reader)
            (this->*m_reader)(content);
        else if (!m_directory.empty() && m_attributeCount < kMaxAttributes)
            m_attributes[m_attributeCount++] = {m_path.substr(m_directory.size() + 1), content};
    }

    void finish()
    {
        closeDirectory();
        m_memory.finish(m_draft);
    }

private:
    using Reader = void (FileReader::*)(std::string_view content);

    void openPath(std::string_view line)
    {
        m_path = pathOf(line);
        const std::size_t length = directoryLength(m_path);
        if (const std::string_view directory = m_path.substr(0, length); directory != m_directory) {
            closeDirectory();
            m_directory = directory;
        }
        m_reader = length == 0 ? findReader(m_path) : nullptr;
    }

    /// A path ends at the first colon, but supplies of USB ports have colons in their names.
    static std::string_view pathOf(std::string_view line)
    {
        constexpr std::string_view uevent = "/uevent";
        std::size_t end = line.find(':');
        if (line.starts_with("sys/class/power_supply/")) {
            const std::size_t file = line.find("/uevent:");
            end = file == std::string_view::npos ? file : file + uevent.size();
        }
        return end == std::string_view::npos ? std::string_view() : line.substr(0, end);
    }

    static Reader findReader(std::string_view path)
    {
        struct Entry {
            std::string_view path;
            Reader reader;
        };
        static constexpr std::array entries{
            Entry{"proc/uptime", &FileReader::uptime},
            Entry{"proc/stat", &FileReader::stat},
            Entry{"proc/sys/kernel/random/boot_id", &FileReader::bootId},
            Entry{"proc/loadavg", &FileReader::load},
            Entry{"proc/meminfo", &FileReader::memory},
            Entry{"proc/pressure/cpu", &FileReader::cpuPressure},
            Entry{"proc/pressure/memory", &FileReader::memoryPressure},
            Entry{"proc/pressure/io", &FileReader::ioPressure},
            Entry{"proc/diskstats", &FileReader::disks},
            Entry{"proc/net/dev", &FileReader::network},
            Entry{"proc/net/wireless", &FileReader::wireless},
            Entry{"sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", &FileReader::clock},
            Entry{"sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", &FileReader::governor},
            Entry{"proc/sys/kernel/hostname", &FileReader::hostName},
            Entry{"proc/sys/kernel/osrelease", &FileReader::kernel},
            Entry{"proc/cpuinfo", &FileReader::processor},
            Entry{"proc/mounts", &FileReader::mount},
            Entry{"etc/os-release", &FileReader::system},
            Entry{"etc/rpi-issue", &FileReader::issue},
        };
        for (const Entry &entry : entries) {
            if (entry.path == path)
                return entry.reader;
        }
        return nullptr;
    }

    void closeDirectory()
    {
        if (m_attributeCount > 0)
            readDirectory({m_directory, std::span(m_attributes).first(m_attributeCount)}, m_draft);
        m_attributeCount = 0;
    }

    void uptime(std::string_view line) { readUptime(line, m_draft); }
    void stat(std::string_view line) { readStat(line, m_draft); }
    void bootId(std::string_view line) { readBootId(line, m_draft); }
    void load(std::string_view line) { readLoad(line, m_draft); }
    void memory(std::string_view line) { m_memory.readLine(line); }
    void cpuPressure(std::string_view line) { readPressure(Metric::CpuPressure, line, m_draft); }
    void memoryPressure(std::string_view line) { readPressure(Metric::MemoryPressure, line, m_draft); }
    void ioPressure(std::string_view line) { readPressure(Metric::IoPressure, line, m_draft); }
    void disks(std::string_view line) { readDiskStats(line, m_draft); }
    void network(std::string_view line) { readNetDev(line, m_draft); }
    void wireless(std::string_view line) { readWireless(line, m_draft); }
    void clock(std::string_view line) { readCpuClock(line, m_draft); }
    void governor(std::string_view line) { m_draft.fact(FactKey::Governor, line); }
    void hostName(std::string_view line) { m_draft.fact(FactKey::HostName, line); }
    void kernel(std::string_view line) { m_draft.fact(FactKey::Kernel, line); }
    void processor(std::string_view line) { readCpuInfo(line, m_draft); }
    void mount(std::string_view line) { readMount(line, m_draft); }
    void system(std::string_view line) { readOsRelease(line, m_draft); }
    void issue(std::string_view line) { readIssue(line, m_draft); }

    Draft &m_draft;
    std::string_view m_path; ///< of the file the lines are of; empty: not a path
    Reader m_reader = nullptr;
    std::string_view m_directory;
    std::array<Attribute, kMaxAttributes> m_attributes;
    std::size_t m_attributeCount = 0;
    MemoryFigures m_memory;
};

} // namespace

void readFiles(std::string_view text, Draft &draft)
{
    FileReader reader(draft);
    while (const auto line = takeLine(text))
        reader.readLine(*line);
    reader.finish();
}

} // namespace piuptime::collect
