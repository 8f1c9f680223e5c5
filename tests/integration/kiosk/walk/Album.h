// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QImage>
#include <QString>

namespace piuptime::test {

/// Numbered pictures in a folder, with a page that shows them in their order.
class Album
{
public:
    /// Empties the folder of what an album put there before.
    explicit Album(const QString &folder);

    /// \param name  short, for the file   \param caption  what is seen   \return whether it is on disk
    [[nodiscard]] bool add(const QImage &picture, const QString &name, const QString &caption);

private:
    QDir m_folder;
    QString m_entries;
    int m_count = 0;
};

} // namespace piuptime::test
