// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"

namespace piuptime::desktop {

class FleetTable;

/// Which columns the fleet table shows; takes effect at once.
class ColumnsDialog final : public Sheet
{
    Q_OBJECT
public:
    ColumnsDialog(FleetTable &table, const Theme &theme, QWidget *parent = nullptr);
};

} // namespace piuptime::desktop
