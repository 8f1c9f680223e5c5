// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/ServiceDialog.h"

#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>

namespace piuptime::desktop {

using namespace presentation;

ServiceDialog::ServiceDialog(const Theme &theme, const DeviceState &device, const QString &unit, QWidget *parent)
    : Sheet(theme, tr("Restart a service on %1").arg(shown(device.config.name, 256)), parent)
{
    addText(tr("The service stops and starts again on %1. What it serves is away for that moment.")
                .arg(takesSignIn(device.config) ? Texts::address(device.config) : shown(device.config.name, 256)));
    auto *box = new QComboBox(this);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(tr("Service"));
    box->lineEdit()->setPlaceholderText(tr("Name of the service, such as nginx.service"));
    for (const Fact &fact : device.latest.facts) {
        if (fact.key == FactKey::FailedUnit)
            box->addItem(shown(fact.instance, 255));
    }
    if (!unit.isEmpty())
        box->setCurrentText(unit);
    body()->addWidget(box);
    addCancel();
    QPushButton *restart = addAction(tr("Restart"));
    const auto check = [restart](const QString &text) { restart->setEnabled(isUnitName(text.trimmed())); };
    connect(box, &QComboBox::currentTextChanged, this, check);
    check(box->currentText());
    connect(restart, &QPushButton::clicked, this, [this, box] {
        QString name = box->currentText().trimmed();
        if (!name.contains(u'.'))
            name += QStringLiteral(".service");
        emit submitted(name);
        accept();
    });
    box->setFocus();
}

bool isUnitName(const QString &text)
{
    static const QRegularExpression kUnit(QStringLiteral("^[A-Za-z0-9_:@\\\\][A-Za-z0-9_.:@\\\\-]{0,254}$"));
    return kUnit.match(text).hasMatch();
}

} // namespace piuptime::desktop
