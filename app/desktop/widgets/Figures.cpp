// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/widgets/Figures.h"

#include "app/charts/LineRaster.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace piuptime::desktop {
namespace {

constexpr qreal kLine = 1.25; ///< thickness of a trend
constexpr qreal kDot = 2;     ///< radius of its newest value

/// Paints through the pixmap cache: smooth shapes cost a software renderer far more than copying their picture, and
/// most rows of a fleet look as they did a moment ago.
///
/// \param paint  called with a transparent image and the place in it
template <class Paint>
void paintCached(QPainter &painter, const QRectF &rect, const QString &what, Paint paint)
{
    constexpr qreal kMargin = 3; // for caps and dots that reach over the edge
    const QRect outer = rect.adjusted(-kMargin, -kMargin, kMargin, kMargin).toAlignedRect();
    const QRectF inner = rect.translated(-outer.topLeft());
    const qreal scale = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("%1|%2,%3,%4,%5|%6")
                            .arg(what)
                            .arg(inner.x())
                            .arg(inner.y())
                            .arg(inner.width())
                            .arg(inner.height())
                            .arg(scale);
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        QImage image(outer.size() * scale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(scale);
        image.fill(Qt::transparent);
        paint(image, inner);
        picture = QPixmap::fromImage(std::move(image));
        QPixmapCache::insert(key, picture);
    }
    painter.drawPixmap(outer.topLeft(), picture);
}

void drawSparkline(QImage &image, const QRectF &rect, std::span<const float> values, float low, float span,
                   const QColor &colour)
{
    static charts::LineRaster raster; // of the one thread that paints
    raster.aim(image, QRectF(QPointF(), image.deviceIndependentSize()));
    const float middle = low + span / 2;
    const auto at = [&](std::size_t i) {
        const qreal x = rect.left() + rect.width() * static_cast<qreal>(i) / static_cast<qreal>(values.size() - 1);
        return QPointF(x, rect.center().y() - rect.height() * static_cast<qreal>((values[i] - middle) / span));
    };
    for (std::size_t i = 1; i < values.size(); ++i)
        raster.add(at(i - 1), at(i), kLine); // a piece that begins or ends in a gap is none
    raster.paint(colour);
    if (std::isnan(values.back()))
        return;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(at(values.size() - 1), kDot, kDot);
}

} // namespace

FigureFont::FigureFont(const QFont &font)
    : m_font(font)
    , m_raw(QRawFont::fromFont(font))
{
    for (char16_t c = u' '; c < kGlyphs; ++c) {
        const QList<quint32> glyphs = m_raw.glyphIndexesForString(QString(QChar(c)));
        m_index[c] = glyphs.size() == 1 ? glyphs.front() : 0;
        const QList<QPointF> advances = m_raw.advancesForGlyphIndexes(glyphs);
        m_advance[c] = advances.size() == 1 ? advances.front().x() : 0;
    }
    qreal widest = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c)
        widest = std::max(widest, m_advance[c]);
    for (char16_t c = u'0'; c <= u'9'; ++c) {
        m_shift[c] = (widest - m_advance[c]) / 2; // a 1 stands in the middle of its place
        m_advance[c] = widest;
    }
}

bool FigureFont::covers(const QString &text) const
{
    return m_raw.isValid()
           && std::ranges::all_of(text, [this](QChar c) { return c.unicode() < kGlyphs && m_index[c.unicode()] != 0; });
}

qreal FigureFont::width(const QString &text) const
{
    if (!covers(text))
        return QFontMetricsF(m_font).horizontalAdvance(text);
    qreal width = 0;
    for (const QChar c : text)
        width += m_advance[c.unicode()];
    return width;
}

void FigureFont::draw(QPainter &painter, const QRectF &rect, Qt::Alignment side, const QString &text) const
{
    if (!covers(text)) {
        painter.setFont(m_font);
        painter.drawText(rect, (Qt::AlignVCenter | side).toInt() | Qt::TextSingleLine, text);
        return;
    }
    QList<quint32> glyphs;
    QList<QPointF> positions;
    qreal x = 0;
    for (const QChar c : text) {
        glyphs.append(m_index[c.unicode()]);
        positions.append({x + m_shift[c.unicode()], 0});
        x += m_advance[c.unicode()];
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    const qreal left = side.testFlag(Qt::AlignRight) ? rect.right() - x : rect.left();
    // The same baseline as drawText, so that figures stand level with words.
    const qreal baseline = rect.top() + (rect.height() - m_raw.ascent() - m_raw.descent()) / 2 + m_raw.ascent();
    painter.drawGlyphRun({left, std::round(baseline)}, run);
}

void paintSparkline(QPainter &painter, const QRectF &rect, std::span<const float> values, float minimumSpan,
                    const QColor &colour)
{
    float low = std::numeric_limits<float>::max();
    float high = std::numeric_limits<float>::lowest();
    for (const float value : values) {
        if (std::isnan(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (values.size() < 2 || low > high)
        return;
    const float span = std::max(high - low, minimumSpan);
    const float bottom = (low + high - span) / 2;
    const QString what =
        QStringLiteral("trend|%1|%2").arg(qHashBits(values.data(), values.size_bytes())).arg(colour.rgba());
    paintCached(painter, rect, what,
                [&](QImage &image, const QRectF &place) { drawSparkline(image, place, values, bottom, span, colour); });
}

void paintMeter(QPainter &painter, const QRectF &rect, double percent, const QColor &fill, const QColor &track)
{
    // Half a pixel is the finest step that can be seen.
    const double width = std::round(rect.width() * std::clamp(percent, 0.0, 100.0) / 50) / 2;
    const QString what = QStringLiteral("meter|%1|%2|%3").arg(width).arg(fill.rgba()).arg(track.rgba());
    paintCached(painter, rect, what, [&](QImage &image, const QRectF &place) {
        QPainter onPicture(&image);
        onPicture.setRenderHint(QPainter::Antialiasing);
        const qreal radius = place.height() / 2;
        onPicture.setPen(Qt::NoPen);
        onPicture.setBrush(track);
        onPicture.drawRoundedRect(place, radius, radius);
        if (width > 0) {
            const QSizeF filled(std::max(width, place.height()), place.height());
            onPicture.setBrush(fill);
            onPicture.drawRoundedRect(QRectF(place.topLeft(), filled), radius, radius);
        }
    });
}

} // namespace piuptime::desktop
