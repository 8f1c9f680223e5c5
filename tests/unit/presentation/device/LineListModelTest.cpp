// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/LineListModel.h"
#include "app/presentation/device/SectionListModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation;

/// Lists whose items stay when what they show changes.
class LineListModelTest : public QObject
{
    Q_OBJECT

    static Line line(const QString &text)
    {
        Line line;
        line.text = text;
        return line;
    }

private slots:
    void onlyWhatDiffersIsTold()
    {
        LineListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setLines({line(u"48 °C"_s), line(u"12 %"_s), line(u"3 d"_s)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy counted(&model, &StableListModel::countChanged);
        model.setLines({line(u"48 °C"_s), line(u"15 %"_s)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(counted.size(), 1);
        QCOMPARE(model.count(), 2);
        model.setLines({line(u"48 °C"_s), line(u"15 %"_s)});
        QCOMPARE(changed.size(), 1);
        model.setLines({line(u"48 °C"_s), line(u"15 %"_s), line(u"4 d"_s)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.data(model.index(2), LineListModel::TextRole).toString(), u"4 d"_s);
    }
    void sectionsKeepTheirLists()
    {
        SectionListModel model;
        const QAbstractItemModelTester tester(&model);
        FactGroup heat{u"Heat"_s, {{u"SoC"_s, u"48 °C"_s, HealthLevel::Ok, {}}}};
        model.setGroups({heat, {u"Disks"_s, {{u"sda"_s, u"SSD"_s, HealthLevel::Ok, {}}}}}, false);
        const QVariant lines = model.data(model.index(0), SectionListModel::LinesRole);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        heat.rows[0].text = u"50 °C"_s;
        model.setGroups({heat}, true);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(model.data(model.index(0), SectionListModel::LinesRole), lines);
        const auto *list = lines.value<LineListModel *>();
        QCOMPARE(list->lines().front().text, u"50 °C"_s);
        QVERIFY(list->lines().front().isStale);
    }
};

QTEST_GUILESS_MAIN(LineListModelTest)
#include "LineListModelTest.moc"
