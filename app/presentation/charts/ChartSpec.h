// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"
#include "core/model/Reading.h"

#include <QString>

#include <cstdint>
#include <span>
#include <vector>

namespace piuptime::presentation {

/// A series of one device among several.
struct SeriesId {
    DeviceId device;
    SeriesKey key;

    friend auto operator<=>(const SeriesId &, const SeriesId &) = default;
};

/// A shape that stands along a line, so that colour is not all that tells lines apart.
enum class LineMark : std::uint8_t { None, Circle, Square, Triangle, Diamond, Cross, TriangleDown, Plus, Bar };
inline constexpr int kLineMarkCount = 9;

/// A line of a chart.
struct ChartLine {
    SeriesKey series;
    QString label;
    int colour = 0;       ///< index into the theme's chart colours; two directions of one thing share it
    bool dashed = false;  ///< tells the second of two lines of one colour apart
    bool envelope = true; ///< whether to shade from minimum to maximum where points were merged
    LineMark mark = LineMark::None;
    DeviceId device = {};

    [[nodiscard]] SeriesId id() const { return {device, series}; }
};

/// What a stretch of set flags means; the view picks colour and pattern.
enum class FlagMeaning : std::uint8_t {
    UnderVoltage,
    Throttled,
    FrequencyCapped,
    SoftTemperatureLimit,
    OnBattery,
    Disturbance, ///< a door stands open, something shakes
};

/// A set of flags over time: a lane of its own, or a band behind the lines.
struct ChartFlag {
    SeriesKey series;
    std::uint32_t mask = 1;
    FlagMeaning meaning{};
    QString label;          ///< of a band: empty where another chart already names it
    bool sinceBoot = false; ///< tells of the past, so it is drawn quieter than what is so now
    DeviceId device = {};

    [[nodiscard]] SeriesId id() const { return {device, series}; }
};

/// One chart, as data: what to draw, not how.
struct ChartSpec {
    QString id; ///< stable, such as `temperature`
    QString title;
    Unit unit = Unit::None;
    bool tall = false;    ///< a main chart; the others are half as high
    bool overlay = false; ///< its lanes are layers that a person can hide
    std::vector<ChartLine> lines;
    std::vector<ChartFlag> bands; ///< behind the lines
    std::vector<ChartFlag> lanes; ///< when there are any, the chart has lanes instead of lines
    int linesLeftOut = 0;         ///< instances beyond the bound of what a chart can show

    [[nodiscard]] bool hasLanes() const { return !lanes.empty(); }
    /// Every series the chart reads, sorted, each once.
    [[nodiscard]] std::vector<SeriesId> series() const;
};

/// The most lines a chart can show and a person can tell apart.
inline constexpr int kMostLines = 8;

/// Every series these charts read, sorted, each once.
[[nodiscard]] std::vector<SeriesId> seriesOf(std::span<const ChartSpec> charts);

} // namespace piuptime::presentation
