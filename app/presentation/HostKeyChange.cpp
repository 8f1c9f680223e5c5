// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/HostKeyChange.h"

#include "app/presentation/Formatting.h"

#include <QRegularExpression>

namespace piuptime::presentation {

std::optional<HostKeyChange> hostKeyChange(const std::optional<Error> &error)
{
    if (!error || error->kind != ErrorKind::Unauthorized)
        return std::nullopt;
    static const QRegularExpression kFingerprint(QStringLiteral("SHA256:[A-Za-z0-9+/]{43}"));
    QStringList found;
    auto matches = kFingerprint.globalMatch(shown(error->detail, 4096));
    while (matches.hasNext())
        found.append(matches.next().captured());
    if (found.size() < 2)
        return std::nullopt;
    const QString offered = found.takeLast();
    return HostKeyChange{found, offered};
}

} // namespace piuptime::presentation
