// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/Paths.h"

#include <QDir>
#include <QString>

namespace piuptime::config {
namespace {

/// The folder that a variable names; relative ones are invalid by the specification and passed over.
std::string folderFrom(const char *variable, const std::string &otherwise)
{
    const QString value = qEnvironmentVariable(variable);
    return QDir::isAbsolutePath(value) ? QDir::cleanPath(value).toStdString() : otherwise;
}

} // namespace

Paths Paths::fromEnvironment()
{
    if (const std::string all = folderFrom("PIUPTIME_HOME", {}); !all.empty())
        return in(all);
    const std::string home = QDir::homePath().toStdString();
    return {folderFrom("XDG_CONFIG_HOME", home + "/.config") + "/piuptime",
            folderFrom("XDG_DATA_HOME", home + "/.local/share") + "/piuptime",
            folderFrom("XDG_STATE_HOME", home + "/.local/state") + "/piuptime"};
}

Paths Paths::in(const std::string &home)
{
    return {home + "/config", home + "/data", home + "/state", home};
}

std::string expandHome(const std::string &path)
{
    if (path == "~" || path.starts_with("~/"))
        return QDir::homePath().toStdString() + path.substr(1);
    return path;
}

} // namespace piuptime::config
