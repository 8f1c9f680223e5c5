// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Keeping.h"

#include "app/presentation/Formatting.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

namespace piuptime::kiosk {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(piuptime::kiosk::Keeping)
};

/// Whether files can be made there, or the folder itself can.
bool isWritable(const std::string &folder)
{
    QFileInfo info(QString::fromStdString(folder));
    while (!info.exists() && info.path() != info.filePath())
        info.setFile(info.path());
    return info.isDir() && info.isWritable();
}

} // namespace

QString whatIsNotKept(const config::Paths &paths, const history::StoreState &history)
{
    using presentation::shown;
    QStringList lines;
    if (history.mode == history::StoreState::Mode::Buffering)
        lines.append(Tr::tr("What is measured is kept in memory only: %1").arg(shown(history.problem)));
    if (!isWritable(paths.configFolder))
        lines.append(Tr::tr("What is set at the screen is lost with a restart: %1 cannot be written.")
                         .arg(shown(paths.configFolder)));
    if (!isWritable(paths.stateFolder))
        lines.append(Tr::tr("The audit log and the count of wrong PINs are lost with a restart: %1 cannot be written.")
                         .arg(shown(paths.stateFolder)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace piuptime::kiosk
