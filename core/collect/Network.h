// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <string_view>

namespace piuptime::collect {

/// `ip -o addr`: `2: eth0    inet 192.168.1.20/24 brd … scope global …`; addresses of one interface in one fact.
void readAddresses(std::string_view text, Draft &draft);
/// `iwgetid`: `wlan0     ESSID:"name"`
void readIwgetid(std::string_view text, Draft &draft);
/// `iw dev`: blocks `Interface wlan0` … `ssid name`
void readIw(std::string_view text, Draft &draft);

} // namespace piuptime::collect
