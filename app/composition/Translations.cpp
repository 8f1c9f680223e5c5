// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Translations.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace piuptime::composition {
namespace {

void load(QCoreApplication &app, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(&app);
    if (translator->load(name, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

const QStringList &languages()
{
    static const QStringList codes{QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("fr")};
    return codes;
}

QString languageFor(const QStringList &preferred)
{
    for (const QString &code : preferred) {
        const QString language = QString(code).replace(u'_', u'-').section(u'-', 0, 0).toLower();
        if (languages().contains(language))
            return language;
    }
    return languages().constFirst();
}

QString installTranslations(QCoreApplication &app, const QString &requested)
{
    const QString wanted = requested.isEmpty() ? qEnvironmentVariable("PIUPTIME_LANGUAGE") : requested;
    const QLocale locale(wanted);
    if (!wanted.isEmpty() && locale.language() != QLocale::C)
        QLocale::setDefault(locale);
    const QString language = languageFor(wanted.isEmpty() ? QLocale::system().uiLanguages() : QStringList{wanted});
    // English has a file, too: it knows that one device is not "1 device(s)".
    load(app, QStringLiteral("piuptime_") + language, QStringLiteral(":/translations"));
    load(app, QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return language;
}

} // namespace piuptime::composition
