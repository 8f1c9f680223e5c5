// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Format.h"
#include "core/simulation/PiFiles.h"

#include <algorithm>
#include <cmath>

namespace piuptime::simulation {
namespace {

/// A device tree property of one 32-bit cell.
std::string cell(std::uint32_t value)
{
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

/// A device tree property of text: ends with a NUL.
std::string property(std::string_view text)
{
    return std::string(text) + '\0';
}

std::string cpuFile(const PiProfile &pi)
{
    std::string text;
    const bool five = pi.board->kind == BoardKind::Five;
    const bool four = pi.board->compatible == "brcm,bcm2711";
    for (int core = 0; core < 4; ++core) {
        text += format("processor\t: %d\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd evtstrm crc32 cpuid\n"
                       "CPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x0\nCPU part\t: %s\n"
                       "CPU revision\t: 3\n\n",
                       core,
                       five   ? "0xd0b"
                       : four ? "0xd08"
                              : "0xd03");
    }
    return text
           + format("Revision\t: %06x\nSerial\t\t: %s\nModel\t\t: %s\n", pi.board->revision, pi.serial.c_str(),
                    std::string(pi.board->model).c_str());
}

void addDeviceTree(FileTree &tree, const SimulatedPi &pi)
{
    const PiProfile &profile = pi.profile();
    tree["proc/device-tree/model"] = property(profile.board->model);
    tree["proc/device-tree/serial-number"] = property(profile.serial);
    if (profile.board->kind != BoardKind::FourB && profile.board->kind != BoardKind::Five
        && profile.board->kind != BoardKind::Cm4)
        return;
    const auto built = static_cast<std::uint32_t>(1'705'000'000 + profile.seed % 300 * 86'400);
    tree["proc/device-tree/chosen/bootloader/build-timestamp"] = cell(built);
    if (profile.board->kind != BoardKind::Five)
        return;
    const std::string power = "proc/device-tree/chosen/power/";
    const bool weak = profile.supplyVolts < 5;
    tree[power + "max_current"] = cell(weak ? 3000 : 5000);
    tree[power + "usb_max_current_enable"] = cell(weak ? 0 : 1);
    tree[power + "usb_over_current_detected"] = cell(0);
    tree[power + "power_reset"] = cell(profile.story == Story::DippedAtBoot ? 2 : 0);
    tree[power + "usbpd_power_data_objects"] = weak ? cell(0) + cell(0) : cell(0x0a0191f4) + cell(0x0002d12c);
}

void addMounts(FileTree &tree, const PiProfile &pi)
{
    const bool nvme = pi.bootDisk.kind == SimulatedDisk::Kind::Nvme;
    const std::string root = pi.bootDisk.device + "p2";
    const std::string boot = pi.bootDisk.device + "p1";
    const int major = nvme ? 259 : 179;
    tree["proc/mounts"] = "/dev/" + root
                          + " / ext4 rw,noatime 0 0\nproc /proc proc rw,relatime 0 0\n"
                            "tmpfs /run tmpfs rw,nosuid,nodev,size=780968k,nr_inodes=819200,mode=755 0 0\n/dev/"
                          + boot + " /boot/firmware vfat rw,relatime,fmask=0022,dmask=0022 0 0\n";
    tree["proc/self/mountinfo"] =
        format("24 1 %d:2 / / rw,noatime shared:1 - ext4 /dev/%s rw\n"
               "30 24 0:23 / /run rw,nosuid,nodev shared:5 - tmpfs tmpfs rw,size=780968k\n"
               "61 24 %d:1 / /boot/firmware rw,relatime shared:31 - vfat /dev/%s rw,fmask=0022\n",
               major, root.c_str(), major, boot.c_str());
    tree[format("sys/dev/block/%d:2/uevent", major)] =
        format("MAJOR=%d\nMINOR=2\nDEVNAME=%s\nDEVTYPE=partition\nPARTN=2\n", major, root.c_str());
}

void addDisk(FileTree &tree, const PiProfile &pi)
{
    const SimulatedDisk &disk = pi.bootDisk;
    const std::string device = "sys/block/" + disk.device + "/device/";
    tree["sys/block/" + disk.device + "/size"] = std::to_string(disk.bytes / 512) + '\n';
    if (disk.kind == SimulatedDisk::Kind::Nvme) {
        tree[device + "model"] = format("%-40s\n", disk.model.c_str());
        return;
    }
    const bool emmc = disk.kind == SimulatedDisk::Kind::Emmc;
    tree[device + "type"] = emmc ? "MMC\n" : "SD\n";
    tree[device + "name"] = disk.model + '\n';
    if (emmc) {
        const int tenths = std::clamp(static_cast<int>(std::ceil(disk.wearPercent / 10)), 1, 10);
        tree[device + "life_time"] = format("0x%02x 0x%02x\n", tenths, std::max(1, tenths - 1));
        tree[device + "pre_eol_info"] = disk.wearPercent > 80 ? "0x02\n" : "0x01\n";
    }
}

} // namespace

FileTree slowFiles(const SimulatedPi &pi)
{
    const PiProfile &profile = pi.profile();
    FileTree tree;
    tree["proc/sys/kernel/hostname"] = profile.name + '\n';
    tree["proc/sys/kernel/osrelease"] = std::string(profile.board->kernel) + '\n';
    tree["proc/cpuinfo"] = cpuFile(profile);
    tree["etc/os-release"] = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\n"
                             "VERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\n";
    tree["etc/rpi-issue"] = "Raspberry Pi reference 2024-11-19\nGenerated using pi-gen\n";
    tree["sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"] = "ondemand\n";
    if (!profile.ethernetMac.empty())
        tree["sys/class/net/eth0/address"] = profile.ethernetMac + '\n';
    if (!profile.wifiMac.empty()) {
        tree["sys/class/net/wlan0/address"] = profile.wifiMac + '\n';
        tree["sys/class/net/wlan0/phy80211/name"] = "phy0\n";
    }
    tree["var/lib/dpkg/status"] = "Package: raspberrypi-sys-mods\nStatus: install ok installed\n";
    tree["var/lib/apt/lists/lock"] = "";
    addDeviceTree(tree, pi);
    addMounts(tree, profile);
    addDisk(tree, profile);
    return tree;
}

} // namespace piuptime::simulation
