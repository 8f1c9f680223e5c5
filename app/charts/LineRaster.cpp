// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charts/LineRaster.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace piuptime::charts {
namespace {

constexpr int kFull = 256; ///< in the mask: the whole pixel is covered

/// In parts of a pixel, between 0 and `most` pixels.
int fixed(double pixels, int most)
{
    return static_cast<int>(std::clamp<double>(pixels, 0, most) * kFull);
}

/// `share` of `kFull` parts of the ink; two channels are mixed in one go, as they do not touch.
QRgb blended(QRgb under, QRgb ink, unsigned share)
{
    constexpr QRgb kTwoChannels = 0x00ff00ff; // red and blue; alpha and green when shifted
    const unsigned rest = kFull - share;
    const QRgb redBlue = ((ink & kTwoChannels) * share + (under & kTwoChannels) * rest) / kFull & kTwoChannels;
    const QRgb alphaGreen = (ink >> 8 & kTwoChannels) * share + (under >> 8 & kTwoChannels) * rest;
    return (alphaGreen & ~kTwoChannels) | redBlue;
}

} // namespace

void LineRaster::aim(QImage &image, const QRectF &clip)
{
    m_ratio = image.devicePixelRatio();
    m_area = QRectF(clip.topLeft() * m_ratio, clip.size() * m_ratio).toAlignedRect() & image.rect();
    m_stride = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    m_pixels = reinterpret_cast<QRgb *>(image.bits()) + m_area.top() * m_stride + m_area.left();
    m_mask.resize(static_cast<std::size_t>(m_area.width()) * static_cast<std::size_t>(m_area.height()));
    m_columns.resize(static_cast<std::size_t>(m_area.width()));
}

void LineRaster::add(QPointF from, QPointF to, qreal width)
{
    from = from * m_ratio - m_area.topLeft();
    to = to * m_ratio - m_area.topLeft();
    if (!std::isfinite(from.x() + from.y() + to.x() + to.y()) || !clipped(from, to))
        return;
    const QPointF run = to - from;
    const bool flat = std::abs(run.x()) >= std::abs(run.y());
    if (flat ? run.x() == 0 : run.y() == 0)
        return;
    // A slanting line is thicker aside than across.
    const double half = width * m_ratio / 2 * std::hypot(run.x(), run.y()) / std::abs(flat ? run.x() : run.y());
    touch(QRectF(from, to).normalized().adjusted(-half, -half, half, half));
    const int columns = m_area.width();
    const int rows = m_area.height();
    if (!flat) {
        from = from.transposed();
        to = to.transposed();
    }
    if (from.x() > to.x())
        std::swap(from, to);
    cover(from, to, half, flat ? Walk{columns, rows, rows, 1} : Walk{rows, columns, 1, rows});
}

bool LineRaster::clipped(QPointF &from, QPointF &to) const
{
    const QPointF step = to - from;
    double first = 0;
    double last = 1;
    const auto cut = [&](double start, double along, double low, double high) {
        if (along == 0)
            return start >= low && start <= high;
        const double a = (low - start) / along;
        const double b = (high - start) / along;
        first = std::max(first, std::min(a, b));
        last = std::min(last, std::max(a, b));
        return first < last;
    };
    // A pixel more on each side, for lines along the edge.
    if (!cut(from.x(), step.x(), -1, m_area.width() + 1) || !cut(from.y(), step.y(), -1, m_area.height() + 1))
        return false;
    to = from + step * last;
    from += step * first;
    return true;
}

void LineRaster::cover(QPointF from, QPointF to, double half, const Walk &walk)
{
    const double slope = (to.y() - from.y()) / (to.x() - from.x());
    const int end = std::min(static_cast<int>(to.x()) + 1, walk.steps);
    for (int i = std::max(static_cast<int>(from.x()), 0); i < end; ++i) {
        const double first = std::max<double>(i, from.x());
        const double last = std::min<double>(i + 1, to.x());
        const int share = static_cast<int>((last - first) * kFull + 0.5);
        const double middle = from.y() + slope * ((first + last) / 2 - from.x());
        const int high = fixed(middle + half, walk.breadth);
        int at = fixed(middle - half, walk.breadth);
        std::uint16_t *covered = m_mask.data() + i * walk.step + at / kFull * walk.aside;
        for (; at < high && share > 0; covered += walk.aside) {
            const int next = std::min((at / kFull + 1) * kFull, high);
            *covered = static_cast<std::uint16_t>(std::min(*covered + (next - at) * share / kFull, kFull));
            at = next;
        }
    }
}

void LineRaster::touch(const QRectF &pixels)
{
    const int first = std::max(static_cast<int>(pixels.top()), 0);
    const int end = std::min(static_cast<int>(pixels.bottom()) + 1, m_area.height());
    const int last = std::min(static_cast<int>(pixels.right()) + 1, m_area.width());
    for (int x = std::max(static_cast<int>(pixels.left()), 0); x < last; ++x) {
        Extent &column = m_columns[static_cast<std::size_t>(x)];
        column = column.end <= column.first ? Extent{first, end}
                                            : Extent{std::min(column.first, first), std::max(column.end, end)};
    }
}

void LineRaster::paint(const QColor &ink)
{
    const QRgb colour = ink.rgb();
    for (int x = 0; x < m_area.width(); ++x) {
        const Extent column = std::exchange(m_columns[static_cast<std::size_t>(x)], {});
        std::uint16_t *mask = m_mask.data() + static_cast<std::ptrdiff_t>(x) * m_area.height();
        for (int y = column.first; y < column.end; ++y) {
            const unsigned share = std::exchange(mask[y], std::uint16_t{0});
            QRgb &pixel = m_pixels[y * m_stride + x];
            if (share > 0)
                pixel = share == kFull ? colour : blended(pixel, colour, share);
        }
    }
}

QRect LineRaster::pixelsOf(const QRectF &bar) const
{
    const QRect pixels(QPoint(qRound(bar.left() * m_ratio), qRound(bar.top() * m_ratio)),
                       QPoint(qRound(bar.right() * m_ratio) - 1, qRound(bar.bottom() * m_ratio) - 1));
    return (pixels & m_area).translated(-m_area.topLeft());
}

void LineRaster::fill(const QRectF &bar, const QColor &ink)
{
    const QRgb colour = ink.rgb();
    const QRect pixels = pixelsOf(bar);
    for (int y = pixels.top(); y <= pixels.bottom(); ++y)
        std::fill_n(m_pixels + y * m_stride + pixels.left(), pixels.width(), colour);
}

void LineRaster::tint(const QRectF &bar, const QColor &ink)
{
    const QRgb colour = ink.rgb();
    const auto share = static_cast<unsigned>(fixed(ink.alphaF(), 1));
    const QRect pixels = pixelsOf(bar);
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        QRgb *row = m_pixels + y * m_stride;
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            row[x] = blended(row[x], colour, share);
    }
}

} // namespace piuptime::charts
