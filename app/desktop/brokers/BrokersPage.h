// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "core/fleet/Engine.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace piuptime::desktop {

class BrokerList;
class IconLabel;
class PlainLabel;
class TrafficView;

/// The brokers that are listened to: on the left which there are and how they stand, beside it what the chosen one
/// carries. Says what a broker is good for while there is none.
class BrokersPage final : public QWidget
{
    Q_OBJECT
public:
    BrokersPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void choose(const std::string &broker);
    [[nodiscard]] BrokerList *list() const { return m_list; }
    [[nodiscard]] TrafficView *traffic() const { return m_traffic; }

signals:
    void backRequested();
    void addRequested();
    void runHereRequested();
    void accountsRequested(const std::string &name);
    void editRequested(const std::string &broker);
    void removeRequested(const std::string &broker);
    void keyRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeEmpty();
    QWidget *makeBrokers();
    QWidget *makeBroker();
    void refresh();
    void refreshBroker();

    fleet::Engine &m_engine;
    const Theme &m_theme;
    const Clock &m_clock;
    QTimer m_tick; ///< the waits get shorter
    QPushButton *m_add = nullptr;
    QPushButton *m_runHere = nullptr;
    QPushButton *m_accounts = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_addFirst = nullptr;
    QStackedWidget *m_content = nullptr;
    QWidget *m_empty = nullptr;
    QWidget *m_brokers = nullptr;
    BrokerList *m_list = nullptr;
    IconLabel *m_icon = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_detail = nullptr;
    TrafficView *m_traffic = nullptr;
};

} // namespace piuptime::desktop
