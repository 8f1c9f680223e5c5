// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlainLabel.h"
#include "app/presentation/device/Surroundings.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace piuptime::desktop {

/// What sensors tell of the surroundings of a Pi; on the page of a sensor, what it tells and to what it is attached.
class SurroundingsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SurroundingsPanel(const Theme &theme, QWidget *parent = nullptr);

    /// \param fleet the others of the fleet, sensors and Pis; hides itself when there is nothing to tell or to attach
    void show(const DeviceState &device, const std::vector<DeviceStatePtr> &fleet, UtcTime now);

signals:
    void sensorOpened(const piuptime::DeviceId &sensor);
    /// \param device the sensor, or the Pi to which one shall be attached
    void attachRequested(const piuptime::DeviceId &device);
    void detachRequested(const piuptime::DeviceId &sensor);

private:
    struct Block {
        DeviceId sensor;
        QWidget *widget = nullptr;
        PlainLabel *name = nullptr;
        PlainLabel *age = nullptr;
        std::vector<std::pair<PlainLabel *, PlainLabel *>> values; ///< label and text
    };
    void rebuild(const std::vector<presentation::Surrounding> &surroundings, const DeviceConfig &device);
    [[nodiscard]] Block makeBlock(const presentation::Surrounding &surrounding, bool isSensor);
    void fill(Block &block, const presentation::Surrounding &surrounding);
    void showAttachment(const DeviceConfig &device, const std::vector<DeviceStatePtr> &fleet);

    const Theme &m_theme;
    Card *m_card = nullptr;
    QVBoxLayout *m_layout = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_attachment = nullptr;
    QPushButton *m_attach = nullptr;
    QPushButton *m_detach = nullptr;
    DeviceId m_device;
    std::vector<Block> m_blocks;
};

} // namespace piuptime::desktop
