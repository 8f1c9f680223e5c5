// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/see/JsonText.h"
#include "core/gateway/see/RequestRecord.h"
#include "core/gateway/see/SeeConfig.h"

namespace piuptime::gateway {

/// What a log tells of a request, as members of a JSON object; the README of this folder says what each means. Nothing
/// of its fields is told but `Host` and `User-Agent`.
void putMembers(JsonText &json, const RequestRecord &record, const LogConfig &config);

/// Appends the line of a request, with its end.
void appendLogLine(std::string &out, const RequestRecord &record, const LogConfig &config);

} // namespace piuptime::gateway
