// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/FleetHeader.h"

#include <QPainter>

namespace piuptime::desktop {

using namespace presentation;

namespace {

bool isRightAligned(FleetColumn column)
{
    switch (column) {
    case FleetColumn::Temperature:
    case FleetColumn::Cpu:
    case FleetColumn::Memory:
    case FleetColumn::Disk:
    case FleetColumn::Ups:
    case FleetColumn::Uptime:
    case FleetColumn::LastSeen:
        return true;
    default:
        return false;
    }
}

} // namespace

FleetHeader::FleetHeader(const FleetModel &model, const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_model(model)
    , m_theme(theme)
{
    setFont(theme.font(TextStyle::Caption));
    setSectionsMovable(true);
    setStretchLastSection(false);
    setMinimumSectionSize(48);
    setHighlightSections(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Columns"));
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

QSize FleetHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 2 * space::kS};
}

void FleetHeader::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    const Colours &c = m_theme.colours();
    const auto wanted = static_cast<FleetColumn>(column);
    const bool sorted = wanted == m_model.sortColumn();
    painter->fillRect(rect, c.surface);
    painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, c.borderStrong);
    painter->setFont(m_theme.font(TextStyle::Caption));
    painter->setPen(sorted ? c.text : c.textSecondary);
    const QRect inner = rect.adjusted(space::kM, 0, -space::kM, 0);
    const QString title =
        painter->fontMetrics().elidedText(FleetModel::columnTitle(wanted), Qt::ElideRight, inner.width());
    const int width = painter->fontMetrics().horizontalAdvance(title);
    const bool right = isRightAligned(wanted);
    const Qt::Alignment place = Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft);
    painter->drawText(inner, place.toInt(), title);
    if (!sorted)
        return;
    constexpr int kArrow = 12;
    const int x = right ? inner.right() - width - kArrow - 3 : inner.left() + width + 4;
    paintIcon(*painter, m_model.sortOrder() == Qt::AscendingOrder ? Icon::ChevronUp : Icon::ChevronDown, c.accent,
              QRectF(x, rect.top(), kArrow, rect.height()), kArrow);
}

} // namespace piuptime::desktop
