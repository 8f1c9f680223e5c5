// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/AgentPackage.h"

#include <QCollator>
#include <QDir>
#include <QFile>

namespace piuptime::fleet {
namespace {

constexpr qint64 kMaxBytes = 32 * 1024 * 1024;

struct Found {
    QString path;
    QString version;
};

void look(const QString &folder, const QString &architecture, Found &best)
{
    const QString prefix = QStringLiteral("piuptime-agent_");
    const QString suffix = u'_' + architecture + QStringLiteral(".deb");
    QCollator order(QLocale::c());
    order.setNumericMode(true);
    const QStringList names = QDir(folder).entryList({prefix + u'*' + suffix}, QDir::Files);
    for (const QString &name : names) {
        const QString version = name.mid(prefix.size(), name.size() - prefix.size() - suffix.size());
        if (best.path.isEmpty() || order.compare(version, best.version) > 0)
            best = {QDir(folder).filePath(name), version};
    }
}

} // namespace

Result<AgentPackage> findAgentPackage(const std::vector<std::string> &folders, std::string_view architecture)
{
    Found best;
    for (const std::string &folder : folders)
        look(QString::fromStdString(folder), QString::fromUtf8(architecture.data(), qsizetype(architecture.size())),
             best);
    if (best.path.isEmpty())
        return fail(ErrorKind::NotFound, "there is no package of the agent for " + std::string(architecture) + " in "
                                             + (folders.empty() ? "any folder" : folders.front())
                                             + ": build it with packaging/build-agent-deb and put it there");
    QFile file(best.path);
    if (!file.open(QFile::ReadOnly))
        return fail(ErrorKind::NotFound, (best.path + QStringLiteral(": ") + file.errorString()).toStdString());
    const QByteArray bytes = file.read(kMaxBytes + 1);
    if (bytes.size() > kMaxBytes || !bytes.startsWith("!<arch>\n"))
        return fail(ErrorKind::Corrupt, best.path.toStdString() + " is no Debian package");
    return AgentPackage{best.version.toStdString(), bytes.toStdString()};
}

} // namespace piuptime::fleet
