// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/icons/Icons.h"

#include <QDirIterator>
#include <QTest>

#include <set>

using namespace piuptime::icons;

namespace {

constexpr int kCount = static_cast<int>(Icon::Count);

/// How much of the image is covered, 0 to 1, whatever the colour.
double coverage(const QImage &image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            sum += qAlpha(image.pixel(x, y)) / 255.0;
    }
    return sum / (image.width() * image.height());
}

} // namespace

class IconsTest : public QObject
{
    Q_OBJECT
private slots:
    void everyIconHasADrawingAndEveryDrawingIsAnIcon();
    void anIconIsDrawnInTheColourThatIsAskedFor();
    void aTransparentColourMakesATransparentIcon();
    void aNameThatNobodyDrewIsNone();
    void aPixmapIsSharpOnAnyScreen();
};

void IconsTest::everyIconHasADrawingAndEveryDrawingIsAnIcon()
{
    std::set<Icon> named;
    QDirIterator files(QStringLiteral(":/icons"), {QStringLiteral("*.svg")}, QDir::Files);
    while (files.hasNext()) {
        const QString name = files.nextFileInfo().completeBaseName();
        const auto icon = iconNamed(name);
        QVERIFY2(icon, qPrintable(name));
        const double covered = coverage(iconImage(*icon, Qt::black, 40));
        QVERIFY2(covered > 0.01 && covered < 0.8, qPrintable(name));
        named.insert(*icon);
    }
    QCOMPARE(static_cast<int>(named.size()), kCount);
}

void IconsTest::anIconIsDrawnInTheColourThatIsAskedFor()
{
    const QImage image = iconImage(Icon::Critical, QColor(179, 32, 26), 64);
    QCOMPARE(image.size(), QSize(64, 64));
    int opaque = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() < 255)
                continue;
            ++opaque;
            QCOMPARE(image.pixelColor(x, y), QColor(179, 32, 26));
        }
    }
    QVERIFY(opaque > 100);
}

void IconsTest::aTransparentColourMakesATransparentIcon()
{
    const QImage image = iconImage(Icon::Critical, QColor(0, 0, 0, 128), 64);
    QVERIFY(coverage(image) > 0.01);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            QVERIFY(qAlpha(image.pixel(x, y)) <= 128);
    }
}

void IconsTest::aNameThatNobodyDrewIsNone()
{
    QVERIFY(!iconNamed(u"app/piuptime"));
    QVERIFY(!iconNamed(u"../icons/ok"));
    QVERIFY(!iconNamed(u""));
    QVERIFY(iconNamed(u"battery-charging") == Icon::BatteryCharging);
}

void IconsTest::aPixmapIsSharpOnAnyScreen()
{
    const QPixmap pixmap = iconPixmap(Icon::Ok, Qt::black, 16, 1.5);
    QCOMPARE(pixmap.size(), QSize(24, 24));
    QCOMPARE(pixmap.devicePixelRatio(), 1.5);
}

QTEST_MAIN(IconsTest)
#include "IconsTest.moc"
