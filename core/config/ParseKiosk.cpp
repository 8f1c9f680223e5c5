// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ParseKiosk.h"

namespace piuptime::config {
namespace {

constexpr std::size_t kMaxTimeBytes = 16;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void readTimeOfDay(TableReader &reader, const toml::table &table, std::string_view key, TimeOfDay &time)
{
    std::string text;
    if (!reader.text(key, text, kMaxTimeBytes))
        return;
    if (const auto found = parseTimeOfDay(text))
        time = *found;
    else
        reader.note(*table.get(key), std::string(key) + " must be a time of day from “00:00” to “23:59”");
}

void readPercent(TableReader &reader, std::string_view key, int &percent)
{
    std::int64_t found = percent;
    reader.integer(key, found, 1, 100); // 0 would leave a screen that nobody can turn up again
    percent = static_cast<int>(found);
}

template <class Duration>
void readDuration(TableReader &reader, std::string_view key, Duration &duration, std::int64_t least, std::int64_t most)
{
    std::int64_t found = duration.count();
    reader.integer(key, found, least, most);
    duration = Duration(found);
}

} // namespace

std::optional<TimeOfDay> parseTimeOfDay(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':' || !isDigit(text[0]) || !isDigit(text[1]) || !isDigit(text[3])
        || !isDigit(text[4]))
        return std::nullopt;
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (hours > 23 || minutes > 59)
        return std::nullopt;
    return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

std::string formatTimeOfDay(TimeOfDay time)
{
    const auto twoDigits = [](std::int64_t number) {
        return std::string{static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
    };
    return twoDigits(time.count() / 60) + ':' + twoDigits(time.count() % 60);
}

void readKiosk(const toml::table &table, KioskSettings &kiosk, std::vector<Problem> &problems)
{
    TableReader reader(table, problems);
    if (const int theme = reader.choice("theme", {"auto", "day", "night", "contrast"}); theme >= 0)
        kiosk.theme = static_cast<KioskSettings::Theme>(theme);
    reader.number("viewing_distance_m", kiosk.viewingDistanceMetres, 0.5, 10);
    readDuration(reader, "rotate_seconds", kiosk.rotate, 0, 3600);
    readTimeOfDay(reader, table, "night_from", kiosk.nightFrom);
    readTimeOfDay(reader, table, "night_to", kiosk.nightTo);
    readPercent(reader, "night_brightness", kiosk.nightBrightnessPercent);
    readPercent(reader, "day_brightness", kiosk.dayBrightnessPercent);
    reader.flag("ambient", kiosk.ambient);
    readDuration(reader, "blank_after_minutes", kiosk.blankAfter, 0, 1440);
    reader.flag("wake_on_alarm", kiosk.wakeOnAlarm);
    reader.flag("sound", kiosk.sound);
    reader.flag("quiet_at_night", kiosk.quietAtNight);
    readDuration(reader, "lock_after_seconds", kiosk.lockAfter, 10, 3600);
    reader.flag("allow_without_pin", kiosk.allowWithoutPin);
}

} // namespace piuptime::config
