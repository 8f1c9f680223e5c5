// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace piuptime::kiosk {

/// The sound of an alarm as a WAV file: two soft tones, the second higher, less than a second. Pure.
[[nodiscard]] QByteArray alarmTone();

} // namespace piuptime::kiosk
