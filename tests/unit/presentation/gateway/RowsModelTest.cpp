// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/RowsModel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime::presentation::gateway;

namespace {

QList<RowsModel::Row> rows(const QString &keys)
{
    QList<RowsModel::Row> list;
    for (const QChar key : keys)
        list.append({key, {key, u"of "_s + key}});
    return list;
}

QString shownBy(const RowsModel &model)
{
    QString keys;
    for (int i = 0; i < model.rowCount(); ++i)
        keys += model.row(i).key;
    return keys;
}

} // namespace

class RowsModelTest : public QObject
{
    Q_OBJECT

private slots:
    void whateverChangesTheRowsAreTheOnesThatAreTold_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        for (const auto &[before, after] :
             {std::pair("", "abc"), std::pair("abc", ""), std::pair("abc", "xabc"), std::pair("abc", "cba"),
              std::pair("abcd", "dxb"), std::pair("abc", "abc"), std::pair("abcdef", "fgeab")})
            QTest::addRow("%s to %s", before, after) << QString::fromLatin1(before) << QString::fromLatin1(after);
    }
    void whateverChangesTheRowsAreTheOnesThatAreTold()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        RowsModel model({{u"A"_s}, {u"B"_s, true}});
        const QAbstractItemModelTester tester(&model);
        model.show(rows(before));
        QCOMPARE(shownBy(model), before);
        model.show(rows(after));
        QCOMPARE(shownBy(model), after);
    }

    void aChosenRowStaysChosenWhereverItGoes()
    {
        RowsModel model({{u"A"_s}, {u"B"_s, true}});
        model.show(rows(u"abc"_s));
        const QPersistentModelIndex chosen(model.index(1, 0));
        model.show(rows(u"xcab"_s));
        QCOMPARE(chosen.row(), 3);
        model.show(rows(u"xca"_s));
        QVERIFY(!chosen.isValid());
    }

    void aCellThatChangedIsTold()
    {
        RowsModel model({{u"A"_s}, {u"B"_s, true}});
        model.show(rows(u"ab"_s));
        auto other = rows(u"ab"_s);
        other[1].cells[1] = u"new"_s;
        model.show(other);
        QCOMPARE(model.index(1, 1).data().toString(), u"new"_s);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).toInt(),
                 int(Qt::AlignRight | Qt::AlignVCenter));
    }
};

QTEST_GUILESS_MAIN(RowsModelTest)
#include "RowsModelTest.moc"
