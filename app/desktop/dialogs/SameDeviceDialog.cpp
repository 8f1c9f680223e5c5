// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/SameDeviceDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

namespace piuptime::desktop {

using namespace presentation;

SameDeviceDialog::SameDeviceDialog(const Theme &theme, const fleet::Question &question, QWidget *parent)
    : Sheet(theme, tr("Is this the same Pi?"), parent)
{
    const QString name = shown(question.deviceName, 256);
    addText(tr("Is %1, which reports over MQTT as %2, the same Pi as %1 at %3?")
                .arg(name, shown(question.identity, 200), Texts::endpoint(question.endpoint)))
        ->setColour(&Colours::text);
    addText(
        tr("The same Pi: both are shown as one, with one history. Two Pis: they only share a name, and stay apart."));
    const auto add = [&](const QString &text, bool same) {
        QPushButton *button = addAction(text, ButtonRole::Normal);
        connect(button, &QPushButton::clicked, this, [this, id = question.id, same] {
            emit answered(id, {.accepted = same, .remember = false, .secrets = {}});
            accept();
        });
        return button;
    };
    addCancel(tr("Not now"))->setFocus();
    add(tr("Two Pis"), false);
    add(tr("The same Pi"), true);
}

} // namespace piuptime::desktop
