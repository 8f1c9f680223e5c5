// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"

#include <QStyledItemDelegate>

class QAbstractItemModel;
class QTableView;

namespace piuptime::desktop {

/// Draws rows that are chosen as a whole; a chosen one stays readable.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    RowDelegate(const Theme &theme, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    /// Sets the text of a row, chosen or not, in this colour.
    void setInk(QStyleOptionViewItem &option, QColor Colours::*ink) const;
    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
};

/// A table of rows on a page: one is chosen as a whole, the last column takes what is left.
[[nodiscard]] QTableView *makeRowTable(QAbstractItemModel &model, const Theme &theme, const QString &name,
                                       QWidget *parent);

} // namespace piuptime::desktop
