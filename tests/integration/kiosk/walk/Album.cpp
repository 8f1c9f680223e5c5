// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/kiosk/walk/Album.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace piuptime::test {

Album::Album(const QString &folder)
    : m_folder(folder)
{
    m_folder.mkpath(u"."_s);
    for (const QString &old : m_folder.entryList({u"*.png"_s, u"index.html"_s}, QDir::Files))
        m_folder.remove(old);
}

bool Album::add(const QImage &picture, const QString &name, const QString &caption)
{
    const QString file = u"%1-%2.png"_s.arg(++m_count, 2, 10, QLatin1Char('0')).arg(name);
    m_entries += u"<figure><img src=\"%1\" width=\"%2\"><figcaption>%3. %4</figcaption></figure>\n"_s.arg(file)
                     .arg(picture.width())
                     .arg(m_count)
                     .arg(caption.toHtmlEscaped());
    QFile index(m_folder.filePath(u"index.html"_s));
    const QByteArray page =
        "<!doctype html><meta charset=\"utf-8\"><title>A walk through the wall</title>\n" + m_entries.toUtf8();
    return picture.save(m_folder.filePath(file)) && index.open(QIODevice::WriteOnly)
           && index.write(page) == page.size();
}

} // namespace piuptime::test
