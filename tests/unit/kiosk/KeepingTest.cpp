// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Keeping.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::kiosk;

class KeepingTest : public QObject
{
    Q_OBJECT
private slots:
    void whereEverythingIsKeptThereIsNothingToTell()
    {
        const QTemporaryDir home;
        QCOMPARE(whatIsNotKept(config::Paths::in(home.path().toStdString()), {}), QString());
        QCOMPARE(whatIsNotKept(config::Paths::in(home.filePath(u"not/yet/made"_s).toStdString()), {}), QString());
    }

    void whatADiskDoesNotTakeIsToldWithItsPlace()
    {
        const QTemporaryDir home;
        const QString file = home.filePath(u"file"_s); // no folder can be made in it, whoever tries
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        config::Paths paths = config::Paths::in(home.path().toStdString());
        paths.configFolder = file.toStdString() + "/config";
        QVERIFY(whatIsNotKept(paths, {}).contains(QString::fromStdString(paths.configFolder)));
        paths.stateFolder = file.toStdString() + "/state";
        QCOMPARE(whatIsNotKept(paths, {}).count(u'\n'), 1);
    }

    void aHistoryInMemoryIsToldWithItsReason()
    {
        const QTemporaryDir home;
        history::StoreState state;
        state.mode = history::StoreState::Mode::Buffering;
        state.problem = "the disk is read-only";
        const QString told = whatIsNotKept(config::Paths::in(home.path().toStdString()), state);
        QVERIFY2(told.contains(u"memory only: the disk is read-only"_s), qPrintable(told));
    }
};

QTEST_GUILESS_MAIN(KeepingTest)
#include "KeepingTest.moc"
