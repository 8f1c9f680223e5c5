// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/presentation/DeviceDraft.h"
#include "app/presentation/FleetModel.h"

#include <vector>

class QLineEdit;
class QTableWidget;

namespace piuptime::desktop {

/// What was found in a file, to choose from: nothing is added before the person has seen it.
class ImportDialog final : public Sheet
{
    Q_OBJECT
public:
    ImportDialog(const Theme &theme, const presentation::FleetModel &fleet, const QString &source,
                 std::vector<presentation::ImportEntry> entries, QWidget *parent = nullptr);

signals:
    void submitted(const std::vector<piuptime::DeviceConfig> &devices);

private:
    void fill(const presentation::FleetModel &fleet);
    void addRow(int row, const presentation::ImportEntry &entry, bool known);
    [[nodiscard]] std::vector<DeviceConfig> chosen() const;
    void setAllChosen(bool chosen);
    void refresh();

    std::vector<presentation::ImportEntry> m_entries;
    QTableWidget *m_table;
    QLineEdit *m_site;
    QLineEdit *m_tags;
    QPushButton *m_import;
};

} // namespace piuptime::desktop
