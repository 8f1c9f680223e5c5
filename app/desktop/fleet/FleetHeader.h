// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/FleetModel.h"

#include <QHeaderView>

namespace piuptime::desktop {

/// The table's head: quiet captions, an arrow at the column that orders the rows.
class FleetHeader final : public QHeaderView
{
    Q_OBJECT
public:
    FleetHeader(const presentation::FleetModel &model, const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    [[nodiscard]] QSize sizeHint() const override;

private:
    const presentation::FleetModel &m_model;
    const Theme &m_theme;
};

} // namespace piuptime::desktop
