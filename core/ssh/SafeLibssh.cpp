// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SafeLibssh.h"

#include "core/base/Text.h"

#include <QProcess>

#include <libssh/libssh.h>

#include <algorithm>
#include <array>
#include <string>

namespace piuptime::ssh {
namespace {

constexpr std::array<std::uint64_t, 3> kFloor{0, 10, 6};
constexpr std::string_view kFlooredPackage = "0.10.6-0+deb12u"; // Debian 12
constexpr std::uint64_t kPackageFloor = 3;
constexpr int kDpkgMs = 2000;

std::array<std::uint64_t, 3> versionOf(std::string_view text)
{
    std::array<std::uint64_t, 3> version{};
    const auto parts = split(text.substr(0, text.find_first_not_of("0123456789.")), '.');
    for (std::size_t i = 0; i < std::min(parts.size(), version.size()); ++i)
        version[i] = toUnsigned(parts[i]).value_or(0);
    return version;
}

std::string installedPackage()
{
    QProcess dpkg;
    dpkg.start(QStringLiteral("dpkg-query"),
               {QStringLiteral("-W"), QStringLiteral("-f=${Version}"), QStringLiteral("libssh-4")});
    const bool answered = dpkg.waitForFinished(kDpkgMs) && dpkg.exitCode() == 0;
    return answered ? dpkg.readAllStandardOutput().trimmed().toStdString() : std::string();
}

} // namespace

Result<void> checkLibssh(std::string_view loaded, std::string_view package)
{
    if (versionOf(loaded) < kFloor)
        return fail(ErrorKind::Conflict, "libssh 0.10.6 or later is needed; please update the package libssh-4",
                    loaded);
    if (!package.starts_with(kFlooredPackage))
        return {};
    const std::string_view revision = package.substr(kFlooredPackage.size());
    const std::string_view digits = revision.substr(0, revision.find_first_not_of("0123456789"));
    if (toUnsigned(digits).value_or(0) < kPackageFloor)
        return fail(ErrorKind::Conflict,
                    "libssh-4 0.10.6-0+deb12u3 or later is needed (sudo apt update && sudo apt install libssh-4)",
                    package);
    return {};
}

Result<void> requireSafeLibssh()
{
    return checkLibssh(ssh_version(0), installedPackage());
}

} // namespace piuptime::ssh
