// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/Tone.h"

#include <QtEndian>

#include <cmath>
#include <cstdint>
#include <numbers>

namespace piuptime::kiosk {
namespace {

constexpr std::uint32_t kSamplesPerSecond = 22'050;
constexpr std::uint16_t kBytesPerSample = 2;
constexpr double kSecondsPerTone = 0.4;
constexpr double kLoudness = 0.5;

template <class Number>
void put(QByteArray &out, Number number)
{
    const Number little = qToLittleEndian(number);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// A tone that swells for a hundredth of a second, so that it does not click, and dies away like that of a bell.
void putTone(QByteArray &out, double hertz)
{
    constexpr double kSwell = 0.01;
    constexpr double kHalfLife = 0.12;
    const int count = static_cast<int>(kSecondsPerTone * kSamplesPerSecond);
    for (int i = 0; i < count; ++i) {
        const double second = static_cast<double>(i) / kSamplesPerSecond;
        const double fade = std::min({second / kSwell, 1.0, (kSecondsPerTone - second) / kSwell});
        const double envelope = fade * std::exp2(-second / kHalfLife);
        const double value = kLoudness * envelope * std::sin(2 * std::numbers::pi * hertz * second);
        put(out, static_cast<std::int16_t>(std::lround(value * INT16_MAX)));
    }
}

} // namespace

QByteArray alarmTone()
{
    QByteArray samples;
    putTone(samples, 659.3); // e″
    putTone(samples, 880.0); // a″
    const auto size = static_cast<std::uint32_t>(samples.size());
    QByteArray file("RIFF");
    put(file, size + 36); // what follows
    file += "WAVEfmt ";
    put(file, std::uint32_t{16}); // bytes of the format
    put(file, std::uint16_t{1});  // PCM
    put(file, std::uint16_t{1});  // channel
    put(file, kSamplesPerSecond);
    put(file, kSamplesPerSecond * kBytesPerSample);
    put(file, kBytesPerSample);
    put(file, std::uint16_t{8 * kBytesPerSample});
    file += "data";
    put(file, size);
    return file + samples;
}

} // namespace piuptime::kiosk
