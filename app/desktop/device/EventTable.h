// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlainLabel.h"
#include "app/presentation/device/EventListModel.h"

#include <QWidget>

#include <optional>

class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace piuptime::desktop {

/// Events of one Pi as a table; of one kind only, if that is what it is for. Says so when there are none.
class EventTable final : public QWidget
{
    Q_OBJECT
public:
    EventTable(presentation::EventListModel &model, std::optional<EventKind> only, const QString &nothing,
               const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] int rowCount() const;

private:
    void showState();

    const presentation::EventListModel &m_model;
    QString m_nothing;
    QSortFilterProxyModel *m_filter = nullptr;
    QTableView *m_table = nullptr;
    PlainLabel *m_message = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace piuptime::desktop
