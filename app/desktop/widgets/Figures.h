// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRawFont>
#include <QRectF>
#include <QString>

#include <array>
#include <span>

class QColor;
class QPainter;

namespace piuptime::desktop {

/// Draws short numbers with digits of equal width, so that a figure that changes does not dance, and without shaping
/// them anew each time. Text it has no glyph for is drawn the usual way.
class FigureFont
{
public:
    explicit FigureFont(const QFont &font);

    /// On one line, vertically centred in `rect`, to its left or right edge.
    void draw(QPainter &painter, const QRectF &rect, Qt::Alignment side, const QString &text) const;
    [[nodiscard]] qreal width(const QString &text) const;

private:
    static constexpr std::size_t kGlyphs = 256; ///< Latin-1 has digits, signs, % and °

    [[nodiscard]] bool covers(const QString &text) const;

    QFont m_font;
    QRawFont m_raw;
    std::array<quint32, kGlyphs> m_index{};
    std::array<qreal, kGlyphs> m_advance{};
    std::array<qreal, kGlyphs> m_shift{};
};

/// A line through `values` (oldest first, NaN: a gap) that fills `rect`; the scale spans at least `minimumSpan`.
void paintSparkline(QPainter &painter, const QRectF &rect, std::span<const float> values, float minimumSpan,
                    const QColor &colour);

/// A bar filled to `percent`.
void paintMeter(QPainter &painter, const QRectF &rect, double percent, const QColor &fill, const QColor &track);

} // namespace piuptime::desktop
