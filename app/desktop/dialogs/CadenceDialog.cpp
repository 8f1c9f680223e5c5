// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/CadenceDialog.h"

#include "app/presentation/Formatting.h"
#include "core/model/Action.h"

#include <QFormLayout>
#include <QSpinBox>

namespace piuptime::desktop {

using presentation::shown;

namespace {

constexpr Seconds kUsualCadence{10};

/// A Pi that is read over SSH as well is polled at an interval of its own, which says nothing of its agent's.
Seconds cadenceOf(const DeviceState &device)
{
    const bool isAgents = device.config.source == DeviceConfig::Source::Mqtt;
    return isAgents ? device.pollInterval : kUsualCadence;
}

} // namespace

CadenceDialog::CadenceDialog(const Theme &theme, const DeviceState &device, QWidget *parent)
    : Sheet(theme, tr("How often %1 measures").arg(shown(device.config.name, 256)), parent)
{
    addText(tr("The agent on the Pi keeps to this interval until it starts anew. A short one shows more and costs more "
               "of a thin link."));
    auto *seconds = new QSpinBox(this);
    seconds->setRange(static_cast<int>(kShortestCadence.count()), static_cast<int>(kLongestCadence.count()));
    seconds->setValue(static_cast<int>(cadenceOf(device).count()));
    seconds->setSuffix(tr(" s", "seconds, after a number"));
    seconds->setAccessibleName(tr("Measuring interval in seconds"));
    seconds->selectAll();
    auto *form = new QFormLayout;
    form->addRow(tr("&Interval"), seconds);
    body()->addLayout(form);
    addCancel();
    connect(addAction(tr("Set")), &QPushButton::clicked, this, [this, seconds] {
        emit submitted(std::chrono::seconds(seconds->value()));
        accept();
    });
    seconds->setFocus();
}

} // namespace piuptime::desktop
