// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::exchange {

enum class Format : std::uint8_t { Csv, JsonLines, Prometheus, Influx };

/// The word on a command line: `csv`, `jsonl`, `prometheus`, `influx`.
[[nodiscard]] std::string_view name(Format format);
[[nodiscard]] std::optional<Format> findFormat(std::string_view name);

/// The device a line is about, as files name it. Importing goes by the id, else by the name.
struct Subject {
    DeviceId id;
    std::string name;
    std::string site;
};

/// What was written, and what the format has no way to say.
struct Tally {
    std::uint64_t samples = 0;
    std::uint64_t facts = 0;
    std::uint64_t events = 0;
    std::uint64_t leftOut = 0; ///< samples, facts and events that the format cannot carry

    Tally &operator+=(const Tally &other);
    friend bool operator==(const Tally &, const Tally &) = default;
};

/// Turns readings and events into the bytes of one format. May remember what it wrote (such as which types it has
/// declared); one object a file. Thread: any, one at a time.
class FormatWriter
{
public:
    virtual ~FormatWriter() = default;
    /// What stands before everything else.
    virtual void begin(std::string &out) { static_cast<void>(out); }
    virtual Tally put(std::string &out, const Subject &subject, const Reading &reading) = 0;
    virtual Tally put(std::string &out, const Subject &subject, const Event &event) = 0;
};
[[nodiscard]] std::unique_ptr<FormatWriter> makeWriter(Format format);

/// What one line of a file says.
struct Line {
    std::string device;               ///< id or name as the file has it; empty: nothing (blank line, comment, header)
    Reading reading;                  ///< its time and what it holds; neither sorted nor each once
    std::optional<Event> event;       ///< instead of a reading; its device is not set
    std::vector<std::string> unknown; ///< samples and facts this version has no name for, as the file calls them
};

/// Reads one format line by line. May remember earlier lines (such as a header). Safe on any bytes; texts that come
/// out are printable.
class LineParser
{
public:
    virtual ~LineParser() = default;
    /// \retval Corrupt the line is not of this format; the detail says why
    [[nodiscard]] virtual Result<Line> parse(std::string_view line) = 0;
};
[[nodiscard]] std::unique_ptr<LineParser> makeParser(Format format);

/// Bounds on texts from files, which end up in indices and on screens.
inline constexpr std::size_t kMaxDeviceBytes = 256;
inline constexpr std::size_t kMaxInstanceBytes = 256;
inline constexpr std::size_t kMaxFactBytes = 1024;
inline constexpr std::size_t kMaxNameBytes = 128;

// The sides of each format; `makeWriter` and `makeParser` choose among them.
[[nodiscard]] std::unique_ptr<FormatWriter> makeCsvWriter();
[[nodiscard]] std::unique_ptr<LineParser> makeCsvParser();
[[nodiscard]] std::unique_ptr<FormatWriter> makeJsonLinesWriter();
[[nodiscard]] std::unique_ptr<LineParser> makeJsonLinesParser();
[[nodiscard]] std::unique_ptr<FormatWriter> makePrometheusWriter();
[[nodiscard]] std::unique_ptr<LineParser> makePrometheusParser();
[[nodiscard]] std::unique_ptr<FormatWriter> makeInfluxWriter();
[[nodiscard]] std::unique_ptr<LineParser> makeInfluxParser();

// Steps that several parsers share.

/// Adds a sample, or notes a name that is not known.
void addSample(Line &line, std::string_view metric, std::string_view instance, double value);
/// Adds a fact, or notes a name that is not known.
void addFact(Line &line, std::string_view key, std::string_view instance, std::string_view text);
/// The event with these words. \retval Corrupt one of them is not known
[[nodiscard]] Result<Event> makeEvent(UtcTime at, std::string_view kind, std::string_view severity,
                                      std::string_view detail);

} // namespace piuptime::exchange
