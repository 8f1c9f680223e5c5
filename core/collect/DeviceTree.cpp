// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/DeviceTree.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace piuptime::collect {
namespace {

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a' + 10);
    return std::nullopt;
}

/// A cell of the device tree: 32 bits, big end first.
std::optional<std::uint32_t> parseCell(std::string_view bytes)
{
    if (bytes.size() != 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (const char byte : bytes)
        value = (value << 8U) | static_cast<unsigned char>(byte);
    return value;
}

std::string resetReason(std::uint32_t bits)
{
    constexpr std::array words{"over-voltage", "under-voltage", "over-temperature", "enable pin", "watchdog"};
    std::string reason;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if ((bits >> i) & 1U)
            reason.append(reason.empty() ? "" : ", ").append(words[i]);
    }
    return reason.empty() ? "normal" : reason;
}

std::string_view yesOrNo(bool yes)
{
    return yes ? "yes" : "no";
}

void readPowerProperty(std::string_view name, std::string_view bytes, Draft &draft)
{
    if (name == "usbpd_power_data_objects") { // all zero: the supply did not negotiate
        const bool negotiated = std::ranges::any_of(bytes, [](char byte) { return byte != 0; });
        draft.fact(FactKey::UsbPowerDelivery, yesOrNo(negotiated));
        return;
    }
    const auto cell = parseCell(bytes);
    if (!cell)
        return;
    if (name == "max_current")
        draft.fact(FactKey::SupplyCurrentMilliampere, std::to_string(*cell));
    else if (name == "usb_max_current_enable")
        draft.fact(FactKey::UsbMaxCurrentEnabled, yesOrNo(*cell != 0));
    else if (name == "usb_over_current_detected")
        draft.fact(FactKey::UsbOverCurrentAtBoot, yesOrNo(*cell != 0));
    else if (name == "power_reset")
        draft.fact(FactKey::ResetReason, resetReason(*cell));
}

void readProperty(std::string_view path, std::string_view bytes, Draft &draft)
{
    constexpr std::string_view power = "chosen/power/";
    if (path == "model")
        draft.fact(FactKey::Model, trimmed(bytes));
    else if (path == "serial-number")
        draft.fact(FactKey::Serial, trimmed(bytes));
    else if (path.starts_with(power))
        readPowerProperty(path.substr(power.size()), bytes, draft);
    else if (path == "chosen/bootloader/build-timestamp") {
        if (const auto seconds = parseCell(bytes); seconds && *seconds != 0)
            draft.fact(FactKey::BootloaderDate, isoDate(*seconds));
    }
}

} // namespace

std::optional<std::string> parseHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    std::string bytes;
    for (; !text.empty(); text.remove_prefix(2)) {
        const auto high = hexDigit(text[0]);
        const auto low = hexDigit(text[1]);
        if (!high || !low)
            return std::nullopt;
        bytes += static_cast<char>(*high << 4U | *low);
    }
    return bytes;
}

std::string isoDate(std::uint32_t seconds)
{
    using namespace std::chrono;
    const year_month_day date{floor<days>(sys_seconds{std::chrono::seconds{seconds}})};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

void readDeviceTree(std::string_view text, Draft &draft)
{
    constexpr std::string_view root = "proc/device-tree/";
    while (const auto line = takeLine(text)) {
        const std::size_t colon = line->find(':');
        if (colon == std::string_view::npos || !line->starts_with(root))
            continue;
        const auto bytes = parseHex(trimmed(line->substr(colon + 1)));
        if (bytes && !bytes->empty())
            readProperty(line->substr(root.size(), colon - root.size()), *bytes, draft);
    }
}

} // namespace piuptime::collect
