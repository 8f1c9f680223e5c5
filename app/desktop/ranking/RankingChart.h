// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/desktop/widgets/Figures.h"
#include "app/presentation/ranking/BarScale.h"

#include <QChartView>

#include <vector>

class QBarCategoryAxis;
class QHorizontalStackedBarSeries;
class QValueAxis;

namespace piuptime::desktop {

/// The places of a ranking as bars beneath each other, the first on top, each with its name, its value and a thin line
/// from the lowest to the highest figure.
///
/// Qt Charts makes the bars and the grid; names and figures are painted beside them, in our fonts, cut to their room
/// and never taken for markup. One place is current: arrow keys move it, Return or a click opens it. Screen readers
/// get a list (`RankingAccessible`).
class RankingChart final : public QChartView
{
    Q_OBJECT
public:
    explicit RankingChart(const Theme &theme, QWidget *parent = nullptr);

    /// Shows these; the current place stays current wherever it is now.
    void setPlaces(const std::vector<presentation::RankingPlace> &places);
    /// Shows no more than `bars`, even if there is room for more; 0: all that fit.
    void setMost(int bars);

    [[nodiscard]] int shownCount() const { return m_shown; }
    [[nodiscard]] const presentation::BarScale &scale() const { return m_scale; }
    [[nodiscard]] const presentation::RankingPlace &place(int row) const;
    /// -1 while there are none.
    [[nodiscard]] int currentRow() const { return m_shown > 0 ? m_current : -1; }
    void setCurrentRow(int row);
    /// Opens the Pi of a place, unless it was removed.
    void open(int row);
    /// The whole width of the view, for a place that is shown.
    [[nodiscard]] QRect rowRect(int row) const;
    /// -1 where no place is.
    [[nodiscard]] int rowAt(const QPoint &position) const;

signals:
    void opened(const piuptime::DeviceId &id);
    void currentChanged();
    void arranged(); ///< other places, or another number or scale of them
    void contextMenuWanted(const QPoint &globalPosition);

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void arrange();
    void fillSeries();
    void restyle();
    void setHovered(int row);
    void paintName(QPainter &painter, int row) const;
    void paintBarEnd(QPainter &painter, int row) const;
    void paintAxis(QPainter &painter) const;
    [[nodiscard]] QRectF bandOf(int row) const;
    /// Where a value lies across the plot.
    [[nodiscard]] qreal x(double value) const;
    [[nodiscard]] HealthLevel levelOf(const presentation::RankingPlace &place) const;
    /// How wide the texts are that `textOf` gives, at most `most`.
    template <class TextOf>
    [[nodiscard]] int widest(TextStyle style, int most, TextOf textOf) const;
    [[nodiscard]] qreal valueWidth() const;

    const Theme &m_theme;
    FigureFont m_figures;
    std::vector<presentation::RankingPlace> m_places;
    presentation::BarScale m_scale;
    QHorizontalStackedBarSeries *m_series;
    QBarCategoryAxis *m_rowAxis;
    QValueAxis *m_valueAxis;
    QRectF m_plot; ///< whole pixels
    int m_nameWidth = 0;
    int m_instanceWidth = 0; ///< 0: there are none
    int m_most = 0;
    int m_shown = 0;
    int m_pitch = 0; ///< height of a place
    int m_current = 0;
    int m_hovered = -1;
    int m_pressed = -1;
};

} // namespace piuptime::desktop
