// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/ColumnsDialog.h"

#include "app/desktop/fleet/FleetTable.h"

#include <QCheckBox>
#include <QGridLayout>

namespace piuptime::desktop {

using namespace presentation;

ColumnsDialog::ColumnsDialog(FleetTable &table, const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("Columns"), parent)
{
    addText(tr("Drag a heading in the table to move its column."));
    auto *grid = new QGridLayout;
    QList<QCheckBox *> boxes;
    constexpr int kRows = (kFleetColumns + 1) / 2;
    for (int i = 0; i < kFleetColumns; ++i) {
        const auto wanted = static_cast<FleetColumn>(i);
        auto *box = new QCheckBox(FleetModel::columnTitle(wanted));
        box->setChecked(table.isColumnShown(wanted));
        box->setEnabled(wanted != FleetColumn::Name);
        connect(box, &QCheckBox::toggled, &table, [&table, wanted](bool on) { table.setColumnShown(wanted, on); });
        grid->addWidget(box, i % kRows, i / kRows);
        boxes.append(box);
    }
    body()->addLayout(grid);
    connect(addAside(tr("Reset")), &QPushButton::clicked, this, [&table, boxes] {
        table.resetColumns();
        for (int i = 0; i < kFleetColumns; ++i) {
            const QSignalBlocker blocker(boxes[i]);
            boxes[i]->setChecked(table.isColumnShown(static_cast<FleetColumn>(i)));
        }
    });
    addCancel(tr("Close"))->setDefault(true);
}

} // namespace piuptime::desktop
