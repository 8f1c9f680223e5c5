// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "core/fleet/Engine.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace piuptime::desktop {

class BindingsView;
class BrokerList;
class IconLabel;
class PlainLabel;
class TabStrip;
class TrafficView;

/// The brokers that are listened to: on the left which there are and how they stand, beside it what the chosen one
/// carries and what is bound by hand of it. Says what a broker is good for while there is none.
class BrokersPage final : public QWidget
{
    Q_OBJECT
public:
    BrokersPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void choose(const std::string &broker);
    [[nodiscard]] BrokerList *list() const { return m_list; }
    [[nodiscard]] TrafficView *traffic() const { return m_traffic; }
    [[nodiscard]] BindingsView *bindings() const { return m_bindings; }

signals:
    void backRequested();
    void addRequested();
    void runHereRequested();
    void accountsRequested(const std::string &name);
    void editRequested(const std::string &broker);
    void removeRequested(const std::string &broker);
    void keyRequested();
    void bindRequested(const std::string &broker, const std::string &topic);
    void editBindingRequested(const std::string &broker, const piuptime::Binding &binding);
    void removeBindingRequested(const piuptime::Binding &binding);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeEmpty();
    QWidget *makeBrokers();
    QWidget *makeBroker();
    QWidget *makeTopics(QWidget *parent);
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
    TabStrip *m_tabs = nullptr;
    TrafficView *m_traffic = nullptr;
    BindingsView *m_bindings = nullptr;
};

} // namespace piuptime::desktop
