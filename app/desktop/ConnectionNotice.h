// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Notice.h"
#include "app/presentation/FleetModel.h"

namespace piuptime::desktop {

/// Above the page of one Pi that asks something: only a person can go on. Everything else about the connection is told
/// by the page itself.
class ConnectionNotice final : public QWidget
{
    Q_OBJECT
public:
    ConnectionNotice(const presentation::FleetModel &model, const Theme &theme, QWidget *parent = nullptr);

    void setDevice(const DeviceId &id);
    void refresh();

signals:
    void answerWanted(const piuptime::DeviceId &id);

private:
    const presentation::FleetModel &m_model;
    DeviceId m_id;
};

} // namespace piuptime::desktop
