// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charts/LineRaster.h"

#include <QPainter>
#include <QTest>

#include <cmath>
#include <limits>

using namespace piuptime::charts;

namespace {

QImage canvas(qreal ratio = 1)
{
    QImage image(QSize(100, 80) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    return image;
}

/// How much ink lies on the picture: pixels of full black.
double inkOf(const QImage &image)
{
    double ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += 1 - qGray(image.pixel(x, y)) / 255.0;
    }
    return ink;
}

QImage drawn(QPointF from, QPointF to, qreal width, qreal ratio = 1)
{
    QImage image = canvas(ratio);
    LineRaster raster;
    raster.aim(image, QRectF(0, 0, 100, 80));
    raster.add(from, to, width);
    raster.paint(Qt::black);
    return image;
}

} // namespace

class LineRasterTest : public QObject
{
    Q_OBJECT
private slots:
    void aLineCoversItsLengthTimesItsWidthWhateverItsSlope()
    {
        for (const QPointF to : {QPointF(90, 40), QPointF(90, 60), QPointF(70, 75), QPointF(30, 75), QPointF(20, 5)}) {
            for (const qreal width : {1.0, 1.5, 2.4}) {
                const QPointF from(20.3, 40);
                const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
                const double ink = inkOf(drawn(from, to, width));
                QVERIFY2(std::abs(ink - length * width) < length * width * 0.05 + 1,
                         qPrintable(QStringLiteral("%1 rather than %2").arg(ink).arg(length * width)));
            }
        }
    }

    void itLooksLikeWhatThePainterDraws()
    {
        const QPointF from(10, 20);
        const QPointF to(88, 61);
        QImage reference = canvas();
        {
            QPainter painter(&reference);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(Qt::black, 1.5, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(from, to);
        }
        const QImage ours = drawn(from, to, 1.5);
        double difference = 0;
        for (int y = 0; y < ours.height(); ++y) {
            for (int x = 0; x < ours.width(); ++x)
                difference += std::abs(qGray(ours.pixel(x, y)) - qGray(reference.pixel(x, y))) / 255.0;
        }
        QVERIFY2(difference < 0.12 * inkOf(reference), qPrintable(QString::number(difference)));
    }

    void theDirectionMakesNoDifference()
    {
        QCOMPARE(drawn({10, 20}, {80, 33}, 1.5), drawn({80, 33}, {10, 20}, 1.5));
        QCOMPARE(drawn({10, 10}, {14, 70}, 1.5), drawn({14, 70}, {10, 10}, 1.5));
    }

    void nothingIsDrawnOutsideOfTheClip()
    {
        QImage image = canvas();
        LineRaster raster;
        raster.aim(image, QRectF(20, 20, 40, 30));
        raster.add({-500, 35}, {500, 36}, 3);
        raster.add({40, -900}, {42, 900}, 3);
        raster.add({0, 0}, {10, 10}, 3);
        raster.paint(Qt::black);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (!QRect(20, 20, 40, 30).contains(x, y))
                    QCOMPARE(image.pixel(x, y), QColor(Qt::white).rgb());
            }
        }
        QVERIFY(inkOf(image) > 40 * 3);
    }

    void valuesThatAreNoNumbersDrawNothing()
    {
        const double nan = std::nan("");
        const double infinite = std::numeric_limits<double>::infinity();
        QCOMPARE(inkOf(drawn({10, nan}, {50, 40}, 2)), 0.0);
        QCOMPARE(inkOf(drawn({10, 10}, {50, infinite}, 2)), 0.0);
        QCOMPARE(inkOf(drawn({10, 10}, {10, 10}, 2)), 0.0);
        QVERIFY(inkOf(drawn({10, 1e9}, {50, -1e9}, 2)) > 0);
    }

    void aTintLetsThroughWhatIsUnderIt()
    {
        QImage image = canvas();
        LineRaster raster;
        raster.aim(image, QRectF(0, 0, 100, 80));
        raster.tint({10, 10, 20, 20}, QColor(0, 0, 0, 128));
        QVERIFY(std::abs(qGray(image.pixel(15, 15)) - 127) < 3);
        QCOMPARE(image.pixel(9, 15), QColor(Qt::white).rgb());
        QVERIFY(std::abs(inkOf(image) - 200) < 5);
    }

    void theMaskIsEmptyAfterPainting()
    {
        QImage image = canvas();
        LineRaster raster;
        raster.aim(image, QRectF(0, 0, 100, 80));
        raster.add({10, 40}, {90, 40}, 2);
        raster.paint(Qt::black);
        const QImage once = image;
        raster.paint(Qt::red);
        QCOMPARE(image, once);
    }

    void linesKeepTheirPlaceOnDenseScreens()
    {
        const QImage image = drawn({10, 40}, {90, 40}, 2, 2);
        QCOMPARE(image.pixel(100, 79), QColor(Qt::black).rgb());
        QCOMPARE(image.pixel(100, 80), QColor(Qt::black).rgb());
        QCOMPARE(image.pixel(100, 60), QColor(Qt::white).rgb());
        QVERIFY(std::abs(inkOf(image) - 80 * 2 * 4) < 8);
    }
};

QTEST_GUILESS_MAIN(LineRasterTest)
#include "LineRasterTest.moc"
