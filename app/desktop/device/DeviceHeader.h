// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlainLabel.h"
#include "core/model/DeviceState.h"

#include <QWidget>

class QPushButton;

namespace piuptime::desktop {

/// Which Pi this is, how it is, how fresh that is, and what can be done.
class DeviceHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit DeviceHeader(const Theme &theme, QWidget *parent = nullptr);

    void show(const DeviceState &state, UtcTime now);
    /// The age of the newest reading moves on.
    void tick(const DeviceState &state, UtcTime now);

signals:
    void backRequested();
    void tryNowRequested();
    void terminalRequested();
    void restartServiceRequested();
    void rebootRequested();
    void shutDownRequested();
    void cadenceRequested();
    void editRequested();

private:
    QPushButton *addButton(Icon icon, const QString &text, const QString &explanation, const char *role = "");

    const Theme &m_theme;
    IconLabel *m_icon = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_level = nullptr;
    PlainLabel *m_place = nullptr;
    PlainLabel *m_connection = nullptr;
    PlainLabel *m_freshness = nullptr;
    QLayout *m_buttons = nullptr;
    QPushButton *m_tryNow = nullptr;
    QPushButton *m_terminal = nullptr;
    QPushButton *m_cadence = nullptr;
    QPushButton *m_restartService = nullptr;
    QPushButton *m_reboot = nullptr;
    QPushButton *m_shutDown = nullptr;
    QPushButton *m_edit = nullptr;
};

} // namespace piuptime::desktop
