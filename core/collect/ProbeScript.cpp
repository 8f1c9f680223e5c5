// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Probe.h"
#include "core/collect/ProbeText.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include <unistd.h>

namespace piuptime::collect {
namespace {

constexpr std::size_t kMaxNutName = 128;
constexpr int kHighestBus = 255;

bool isNutNameChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'
           || c == '@' || c == ':' || c == '-';
}

/// A name that starts with a dash would be an option of upsc.
bool isSafeNutName(std::string_view name)
{
    return !name.empty() && name.size() <= kMaxNutName && name.front() != '-'
           && std::ranges::all_of(name, isNutNameChar);
}

int usualAddress(const UpsSource &ups)
{
    if (ups.kind == UpsSource::Kind::Max1704x)
        return 0x36;
    return ups.cells == 1 ? 0x43 : 0x42; // Waveshare: one cell at 0x43, two or three at 0x42
}

std::string hex(int value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    return {'0', 'x', digits[static_cast<std::size_t>(value >> 4)], digits[static_cast<std::size_t>(value & 15)]};
}

/// `BUS:ADDRESS`, or nothing where either is out of range; 0x03 to 0x77 are the addresses a device may have.
std::string i2cPlace(const UpsSource &ups)
{
    const int address = ups.address == 0 ? usualAddress(ups) : ups.address;
    if (ups.bus < 0 || ups.bus > kHighestBus || address < 0x03 || address > 0x77)
        return {};
    return std::to_string(ups.bus) + ':' + hex(address);
}

std::string inaWord(const UpsSource &ups)
{
    const std::string place = i2cPlace(ups);
    const double milliohm = ups.shuntMilliohm == 0 ? 100 : ups.shuntMilliohm;
    if (place.empty() || ups.cells < 1 || ups.cells > 16 || !(milliohm >= 0.001 && milliohm <= 1e6))
        return {};
    const auto microohm = std::llround(milliohm * 1000);
    return "ups:ina219:" + place + ':' + std::to_string(ups.cells) + ':' + std::to_string(microohm);
}

} // namespace

std::string upsWord(const UpsSource &ups)
{
    switch (ups.kind) {
    case UpsSource::Kind::Nut:
        return isSafeNutName(ups.nutName) ? "ups:nut:" + ups.nutName : std::string();
    case UpsSource::Kind::Ina219:
        return inaWord(ups);
    case UpsSource::Kind::Max1704x: {
        const std::string place = i2cPlace(ups);
        return place.empty() ? place : "ups:max1704x:" + place;
    }
    case UpsSource::Kind::PiSugar:
        return "ups:pisugar";
    }
    return {};
}

std::string probeScript(std::string_view nonce)
{
    std::string script = "piuptime_nonce=";
    script.append(nonce).append("\n").append(kProbeText);
    return script;
}

std::string askLine(std::string_view nonce, const Ask &ask)
{
    std::string line = "ask ";
    line += nonce;
    if (ask.fast)
        line += " fast";
    if (ask.slow)
        line += " slow";
    for (const UpsSource &ups : ask.ups) {
        const std::string word = upsWord(ups);
        if (!word.empty())
            line.append(" ").append(word);
    }
    line += '\n';
    return line;
}

std::string freshNonce()
{
    std::array<unsigned char, kNonceDigits / 2> bytes{};
    if (getentropy(bytes.data(), bytes.size()) != 0) { // only on kernels without the call
        std::random_device device;
        std::ranges::generate(bytes, [&] { return static_cast<unsigned char>(device()); });
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string nonce;
    nonce.reserve(kNonceDigits);
    for (const unsigned char byte : bytes) {
        nonce += digits[byte >> 4U];
        nonce += digits[byte & 15U];
    }
    return nonce;
}

} // namespace piuptime::collect
