// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/Paths.h"

#include <QDir>
#include <QFileInfo>
#include <QString>

#include <pwd.h>
#include <unistd.h>

namespace piuptime::config {
namespace {

/// The folder that a variable names; relative ones are invalid by the specification and passed over.
std::string folderFrom(const char *variable, const std::string &otherwise)
{
    const QString value = qEnvironmentVariable(variable);
    return QDir::isAbsolutePath(value) ? QDir::cleanPath(value).toStdString() : otherwise;
}

/// \param otherwise where systemd keeps none for this user
std::string runtimeFolderOr(const std::string &otherwise)
{
    const passwd *user = getpwuid(geteuid());
    const QFileInfo folder(QStringLiteral("/run/piuptime-") + QString::fromLocal8Bit(user ? user->pw_name : ""));
    return folder.isDir() && folder.ownerId() == geteuid() ? folder.filePath().toStdString() : otherwise;
}

} // namespace

Paths Paths::fromEnvironment()
{
    if (const std::string all = folderFrom("PIUPTIME_HOME", {}); !all.empty())
        return in(all);
    const std::string home = QDir::homePath().toStdString();
    const std::string state = folderFrom("XDG_STATE_HOME", home + "/.local/state") + "/piuptime";
    return {folderFrom("XDG_CONFIG_HOME", home + "/.config") + "/piuptime",
            folderFrom("XDG_DATA_HOME", home + "/.local/share") + "/piuptime",
            state,
            runtimeFolderOr(state),
            {}};
}

Paths Paths::in(const std::string &home)
{
    return {home + "/config", home + "/data", home + "/state", home + "/state", home};
}

std::string expandHome(const std::string &path)
{
    if (path == "~" || path.starts_with("~/"))
        return QDir::homePath().toStdString() + path.substr(1);
    return path;
}

} // namespace piuptime::config
