// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/ExitCode.h"
#include "core/base/Error.h"

#include <QJsonDocument>
#include <QString>

namespace piuptime::ctl {

enum class Format { Text, Json };

/// To standard output, as UTF-8, flushed.
void print(const QString &text);
void print(const QJsonDocument &document);
/// To standard error: something worth knowing although all went well.
void warn(const QString &text);
/// To standard error: what happened and what to do; as an object when programs are reading.
/// \return the exit code for it
ExitCode report(const Error &error, Format format);

} // namespace piuptime::ctl
