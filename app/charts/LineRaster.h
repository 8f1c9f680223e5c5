// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>

#include <cstdint>
#include <vector>

namespace piuptime::charts {

/// Draws antialiased lines into an image, ten times as fast as the raster engine strokes them.
///
/// It knows no paths, joins or caps: each piece adds the share of each pixel that it covers to a mask, along the axis
/// on which it runs farther, and the mask is laid on the image once for all pieces. A line of a thousand points costs
/// what the pixels under it cost, however often it turns back on itself.
class LineRaster
{
public:
    /// Where to draw from now on. The mask is kept from picture to picture, since making it anew for each takes longer
    /// than most lines.
    ///
    /// \param image  32-bit, opaque or premultiplied; must outlive what is drawn and keep its pixels
    /// \param clip   nothing is drawn outside, in device-independent pixels as everything here
    void aim(QImage &image, const QRectF &clip);

    void add(QPointF from, QPointF to, qreal width);
    /// Lays everything added since the last call on the image in one colour.
    void paint(const QColor &ink);
    /// Fills a bar at once; its edges move to whole pixels.
    void fill(const QRectF &bar, const QColor &ink);
    /// The same with the ink's own alpha over what is there. The raster engine hands large translucent shapes to a
    /// thread pool, which takes longer than filling them.
    void tint(const QRectF &bar, const QColor &ink);

private:
    struct Extent {
        int first = 0;
        int end = 0; ///< exclusive; not above `first`: the column is untouched
    };

    /// The pixels of a bar that lie in the area, from its top left one.
    [[nodiscard]] QRect pixelsOf(const QRectF &bar) const;
    /// Brings a piece inside the clip; false when none of it is.
    [[nodiscard]] bool clipped(QPointF &from, QPointF &to) const;

    /// How to go through the mask: along the axis on which a piece runs farther, and aside from it.
    struct Walk {
        int steps = 0;
        int breadth = 0;
        std::ptrdiff_t step = 0;
        std::ptrdiff_t aside = 0;
    };
    /// \param from, to  x along the walk, rising; y aside   \param half  of the thickness, aside
    void cover(QPointF from, QPointF to, double half, const Walk &walk);
    /// Remembers which rows of these columns may be covered.
    void touch(const QRectF &pixels);

    qreal m_ratio = 1;
    QRect m_area;                      ///< of the image, in its own pixels
    QRgb *m_pixels = nullptr;          ///< the top left one of the area
    qsizetype m_stride = 0;            ///< from a pixel to the one below it
    std::vector<std::uint16_t> m_mask; ///< column by column; nothing but zeros after painting
    std::vector<Extent> m_columns;
};

} // namespace piuptime::charts
