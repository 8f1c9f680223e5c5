// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Notice.h"
#include "app/presentation/FleetModel.h"

namespace piuptime::desktop {

/// Above the page of one Pi, when only a person can go on: a question to answer, or a host key that changed. What the
/// page itself tells about the connection is not said twice.
class ConnectionNotice final : public QWidget
{
    Q_OBJECT
public:
    ConnectionNotice(const presentation::FleetModel &model, const Theme &theme, QWidget *parent = nullptr);

    void setDevice(const DeviceId &id);
    void refresh();

signals:
    void answerWanted(const piuptime::DeviceId &id);
    void keyReviewWanted(const piuptime::DeviceId &id);

private:
    enum class Matter : std::uint8_t { None, Question, ChangedKey };
    void show(Matter matter);

    const presentation::FleetModel &m_model;
    const Theme &m_theme;
    DeviceId m_id;
    Matter m_shown = Matter::None;
    Notice *m_notice = nullptr;
};

} // namespace piuptime::desktop
