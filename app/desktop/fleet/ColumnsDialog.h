// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace piuptime::desktop {

class FleetTable;

/// Which columns the fleet table shows; takes effect at once.
class ColumnsDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ColumnsDialog(FleetTable &table, QWidget *parent = nullptr);
};

} // namespace piuptime::desktop
