// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <string_view>

namespace piuptime::collect {

/// The sections `files` and `slow-files`: lines `PATH:CONTENT` of many small files, in one pass.
/// Files of one directory of /sys belong together and stand side by side.
void readFiles(std::string_view text, Draft &draft);

} // namespace piuptime::collect
