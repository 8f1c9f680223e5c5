// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Translations.h"

#include <QFile>
#include <QLocale>
#include <QTest>

using namespace piuptime::composition;
using namespace Qt::StringLiterals;

class LanguageChoiceTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { qunsetenv("PIUPTIME_LANGUAGE"); }
    void cleanup() { QLocale::setDefault(QLocale::system()); }

    void theFirstLanguageSomebodyReadsIsChosen_data()
    {
        QTest::addColumn<QString>("preferred");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("plain") << u"de"_s << u"de"_s;
        QTest::newRow("with a country") << u"fr_CH"_s << u"fr"_s;
        QTest::newRow("with a script") << u"de-Latn-AT"_s << u"de"_s;
        // Sessions often list what else their owner reads; English must not lose to it for want of a file.
        QTest::newRow("English before German") << u"en-GB de"_s << u"en"_s;
        QTest::newRow("unknown before French") << u"ja-JP fr-FR en"_s << u"fr"_s;
        QTest::newRow("none we have") << u"tlh"_s << u"en"_s;
        QTest::newRow("the C locale") << u"C"_s << u"en"_s;
        QTest::newRow("nothing") << QString() << u"en"_s;
        QTest::newRow("rubbish") << u"../../etc "_s + QString(10000, u'd') << u"en"_s;
    }
    void theFirstLanguageSomebodyReadsIsChosen()
    {
        QFETCH(QString, preferred);
        QTEST(languageFor(preferred.split(u' ')), "chosen");
    }

    void everyLanguageHasItsTextsInside()
    {
        for (const QString &language : languages())
            QVERIFY2(QFile::exists(u":/translations/piuptime_%1.qm"_s.arg(language)), qPrintable(language));
    }

    void aRequestComesBeforeTheEnvironment()
    {
        qputenv("PIUPTIME_LANGUAGE", "de");
        QCOMPARE(installTranslations(*qApp), u"de"_s);
        QCOMPARE(installTranslations(*qApp, u"fr_CH"_s), u"fr"_s);
    }

    void anExplicitLanguageFormsTheNumbersToo()
    {
        installTranslations(*qApp, u"de_DE"_s);
        QCOMPARE(QLocale().toString(48.3, 'f', 1), u"48,3"_s);
    }

    void aLanguageThatDoesNotExistLeavesTheNumbersAlone()
    {
        const QLocale before;
        QCOMPARE(installTranslations(*qApp, u"xx_YY"_s), u"en"_s);
        QCOMPARE(QLocale(), before);
    }
};

QTEST_GUILESS_MAIN(LanguageChoiceTest)
#include "LanguageChoiceTest.moc"
