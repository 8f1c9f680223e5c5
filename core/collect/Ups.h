// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <string_view>

namespace piuptime::collect {

/// A section `ups:…`, whose name is the word that asked for it and holds what is needed to decode it.
/// The instance is the NUT name, or such as `INA219 1:0x42`, `MAX1704x 1:0x36`, `PiSugar`.
void readUps(std::string_view word, std::string_view text, Draft &draft);

/// A pack of `cells` lithium cells in series: 3.0 V a cell is empty, 4.2 V is full. \return per cent, 0 to 100
[[nodiscard]] double chargeOfCells(double volts, int cells);

} // namespace piuptime::collect
