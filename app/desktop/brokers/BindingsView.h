// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/brokers/BindingListModel.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTableView;

namespace piuptime::desktop {

/// What is bound by hand of the topics of a broker, with what it gave last; renewed each second while it is seen.
class BindingsView final : public QWidget
{
    Q_OBJECT
public:
    BindingsView(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void setBroker(const std::string &broker);
    [[nodiscard]] int count() const { return m_model.rowCount(); }
    [[nodiscard]] QTableView *table() const { return m_table; }

signals:
    void countChanged();
    void editRequested(const piuptime::Binding &binding);
    void removeRequested(const piuptime::Binding &binding);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTableView *makeTable();
    QWidget *makeButtons();
    void refresh();
    void edit();
    void remove();

    const Theme &m_theme;
    presentation::BindingListModel m_model;
    QTimer m_tick;
    QStackedWidget *m_content = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_empty = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace piuptime::desktop
