// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/presentation/FleetModel.h"
#include "core/ssh/Import.h"

#include <vector>

class QLineEdit;
class QTableWidget;

namespace piuptime::desktop {

/// What was found in a file, to choose from: nothing is added before the person has seen it.
class ImportDialog final : public Sheet
{
    Q_OBJECT
public:
    ImportDialog(const Theme &theme, const presentation::FleetModel &fleet, const QString &source, ssh::Imported found,
                 QWidget *parent = nullptr);

    void showProblem(const QString &text) override;

signals:
    void submitted(const std::vector<piuptime::DeviceConfig> &devices);

private:
    void fill(const presentation::FleetModel &fleet);
    void addDevice(const DeviceConfig &device, bool known);
    void addRemarks(const std::vector<ssh::ImportNote> &notes);
    [[nodiscard]] std::vector<DeviceConfig> chosen() const;
    void setAllChosen(bool chosen);
    void refresh();

    ssh::Imported m_found;
    QTableWidget *m_table;
    QLineEdit *m_site;
    QLineEdit *m_tags;
    QPushButton *m_import;
};

} // namespace piuptime::desktop
