// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Notice.h"
#include "app/presentation/FleetModel.h"

#include <QTimer>

namespace piuptime::desktop {

/// Above the page of one Pi: why it is not connected, when it is tried again, and what to do. Hidden while all is well.
class ConnectionNotice final : public QWidget
{
    Q_OBJECT
public:
    ConnectionNotice(const presentation::FleetModel &model, const Theme &theme, const Clock &clock,
                     QWidget *parent = nullptr);

    void setDevice(const DeviceId &id);
    void refresh();

signals:
    void reconnectWanted(const piuptime::DeviceId &id);
    void answerWanted(const piuptime::DeviceId &id);
    void keyReviewWanted(const piuptime::DeviceId &id);
    void editWanted(const piuptime::DeviceId &id);

private:
    void rebuild(const DeviceState &state);
    [[nodiscard]] QString detail(const DeviceState &state) const;

    const presentation::FleetModel &m_model;
    const Theme &m_theme;
    const Clock &m_clock;
    DeviceId m_id;
    std::optional<ConnectionState> m_shown;
    Notice *m_notice = nullptr;
    QTimer m_timer; ///< for the countdown
};

} // namespace piuptime::desktop
