// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace piuptime::testsupport {

/// A folder that stands for `/`, with the files a test puts there.
class StagedFolder
{
public:
    void put(const QString &path, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(at(path)).path());
        QFile file(at(path));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }
    [[nodiscard]] QByteArray get(const QString &path) const
    {
        QFile file(at(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray("nothing");
    }
    void remove(const QString &path) const { QDir(at(path)).removeRecursively(); }
    [[nodiscard]] QString at(const QString &path) const { return m_folder.filePath(path); }
    [[nodiscard]] std::string root() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

} // namespace piuptime::testsupport
