// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/ColumnsDialog.h"

#include "app/desktop/fleet/FleetTable.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace piuptime::desktop {

using namespace presentation;

ColumnsDialog::ColumnsDialog(FleetTable &table, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Columns"));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::kS);
    QList<QCheckBox *> boxes;
    for (int i = 0; i < kFleetColumns; ++i) {
        const auto wanted = static_cast<FleetColumn>(i);
        auto *box = new QCheckBox(FleetModel::columnTitle(wanted));
        box->setChecked(table.isColumnShown(wanted));
        box->setEnabled(wanted != FleetColumn::Name);
        connect(box, &QCheckBox::toggled, &table, [&table, wanted](bool on) { table.setColumnShown(wanted, on); });
        column->addWidget(box);
        boxes.append(box);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *reset = buttons->addButton(tr("Reset"), QDialogButtonBox::ResetRole);
    connect(reset, &QPushButton::clicked, this, [&table, boxes] {
        table.resetColumns();
        for (int i = 0; i < kFleetColumns; ++i) {
            const QSignalBlocker blocker(boxes[i]);
            boxes[i]->setChecked(table.isColumnShown(static_cast<FleetColumn>(i)));
        }
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(space::kS);
    column->addWidget(buttons);
}

} // namespace piuptime::desktop
