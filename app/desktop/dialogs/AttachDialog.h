// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/model/Device.h"

#include <QStringList>

#include <vector>

class QButtonGroup;
class QComboBox;
class QRadioButton;

namespace piuptime::desktop {

/// Asks around which Pi, or at which site, a sensor measures.
class AttachDialog final : public Sheet
{
    Q_OBJECT
public:
    /// What can be chosen; `sensors` and `pis` in the order in which they are shown.
    struct Choices {
        std::vector<DeviceConfig> sensors; ///< at least one
        std::vector<DeviceConfig> pis;
        QStringList sites;
    };
    /// \param pi chosen at first; empty: where the sensor is attached
    AttachDialog(const Theme &theme, Choices choices, const DeviceId &pi = {}, QWidget *parent = nullptr);

signals:
    /// \param sensor with its new place
    void submitted(const piuptime::DeviceConfig &sensor);

private:
    enum Place { AtPi, AtSite, Nowhere };

    void addSensor();
    void addPlaces();
    void choose(const DeviceConfig &sensor, const DeviceId &pi);
    void check();
    [[nodiscard]] DeviceConfig sensor() const;

    Choices m_choices;
    QComboBox *m_sensor = nullptr; ///< null: there is but one
    QButtonGroup *m_place = nullptr;
    QComboBox *m_pi = nullptr;
    QComboBox *m_site = nullptr;
    QPushButton *m_submit = nullptr;
};

} // namespace piuptime::desktop
