// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/LineRaster.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace piuptime::desktop {
namespace {

constexpr int kFull = 256; ///< in the mask: the whole pixel is covered

/// How much of the pixel from `at` to `at + 1` lies between `low` and `high`.
double overlap(int at, double low, double high)
{
    return std::min<double>(at + 1, high) - std::max<double>(at, low);
}

QRgb blended(QRgb under, QRgb ink, int share)
{
    const auto channel = [&](int shift) {
        const int below = static_cast<int>(under >> shift) & 0xff;
        const int above = static_cast<int>(ink >> shift) & 0xff;
        return static_cast<QRgb>(below + (above - below) * share / kFull) << shift;
    };
    return 0xff000000U | channel(16) | channel(8) | channel(0);
}

} // namespace

LineRaster::LineRaster(QImage &image, const QRectF &clip)
    : m_image(image)
    , m_ratio(image.devicePixelRatio())
    , m_area(QRectF(clip.topLeft() * m_ratio, clip.size() * m_ratio).toAlignedRect() & image.rect())
    , m_mask(static_cast<std::size_t>(m_area.width()) * static_cast<std::size_t>(m_area.height()))
    , m_columns(static_cast<std::size_t>(m_area.width()))
{
}

void LineRaster::add(QPointF from, QPointF to, qreal width)
{
    from = from * m_ratio - m_area.topLeft();
    to = to * m_ratio - m_area.topLeft();
    if (!std::isfinite(from.x() + from.y() + to.x() + to.y()) || !clipped(from, to))
        return;
    if (std::abs(to.x() - from.x()) >= std::abs(to.y() - from.y()))
        addFlat(from, to, width * m_ratio);
    else
        addSteep(from, to, width * m_ratio);
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

/// Column by column: where the line runs farther sideways.
void LineRaster::addFlat(QPointF from, QPointF to, qreal width)
{
    if (from.x() > to.x())
        std::swap(from, to);
    const double length = to.x() - from.x();
    if (length <= 0)
        return;
    const double slope = (to.y() - from.y()) / length;
    const double half = width / 2 * std::sqrt(1 + slope * slope);
    const int end = std::min(static_cast<int>(std::ceil(to.x())), m_area.width());
    for (int x = std::max(static_cast<int>(std::floor(from.x())), 0); x < end; ++x) {
        const double left = std::max<double>(x, from.x());
        const double right = std::min<double>(x + 1, to.x());
        const double middle = from.y() + slope * ((left + right) / 2 - from.x());
        const int bottom = std::min(static_cast<int>(std::ceil(middle + half)), m_area.height());
        for (int y = std::max(static_cast<int>(std::floor(middle - half)), 0); y < bottom; ++y)
            cover(x, y, overlap(y, middle - half, middle + half) * (right - left));
    }
}

/// Row by row: where it rises or falls farther than it runs.
void LineRaster::addSteep(QPointF from, QPointF to, qreal width)
{
    if (from.y() > to.y())
        std::swap(from, to);
    const double height = to.y() - from.y();
    const double slope = (to.x() - from.x()) / height;
    const double half = width / 2 * std::sqrt(1 + slope * slope);
    const int end = std::min(static_cast<int>(std::ceil(to.y())), m_area.height());
    for (int y = std::max(static_cast<int>(std::floor(from.y())), 0); y < end; ++y) {
        const double top = std::max<double>(y, from.y());
        const double bottom = std::min<double>(y + 1, to.y());
        const double middle = from.x() + slope * ((top + bottom) / 2 - from.y());
        const int right = std::min(static_cast<int>(std::ceil(middle + half)), m_area.width());
        for (int x = std::max(static_cast<int>(std::floor(middle - half)), 0); x < right; ++x)
            cover(x, y, overlap(x, middle - half, middle + half) * (bottom - top));
    }
}

std::uint16_t *LineRaster::maskOf(int x)
{
    return m_mask.data() + static_cast<std::size_t>(x) * static_cast<std::size_t>(m_area.height());
}

void LineRaster::cover(int x, int y, double share)
{
    Extent &column = m_columns[static_cast<std::size_t>(x)];
    if (column.end <= column.first)
        column = {y, y + 1};
    column.first = std::min(column.first, y);
    column.end = std::max(column.end, y + 1);
    std::uint16_t &covered = maskOf(x)[y];
    covered = static_cast<std::uint16_t>(std::min(covered + static_cast<int>(share * kFull + 0.5), kFull));
}

void LineRaster::paint(const QColor &ink)
{
    const QRgb colour = ink.rgb();
    const auto stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    QRgb *origin = reinterpret_cast<QRgb *>(m_image.scanLine(m_area.top())) + m_area.left();
    for (int x = 0; x < m_area.width(); ++x) {
        const Extent column = std::exchange(m_columns[static_cast<std::size_t>(x)], {});
        std::uint16_t *mask = maskOf(x);
        for (int y = column.first; y < column.end; ++y) {
            const int share = std::exchange(mask[y], std::uint16_t{0});
            QRgb &pixel = origin[y * stride + x];
            pixel = share == kFull ? colour : blended(pixel, colour, share);
        }
    }
}

void LineRaster::fill(const QRectF &bar, const QColor &ink)
{
    const QRgb colour = ink.rgb();
    const QRect pixels = QRect(QPoint(qRound(bar.left() * m_ratio), qRound(bar.top() * m_ratio)),
                               QPoint(qRound(bar.right() * m_ratio) - 1, qRound(bar.bottom() * m_ratio) - 1))
                         & m_area;
    for (int y = pixels.top(); y <= pixels.bottom(); ++y)
        std::fill_n(reinterpret_cast<QRgb *>(m_image.scanLine(y)) + pixels.left(), pixels.width(), colour);
}

} // namespace piuptime::desktop
