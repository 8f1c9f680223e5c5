// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/presentation/DeviceDraft.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace piuptime::desktop {

/// Adds a Pi, or changes one: the address is checked while it is typed, everything else is optional.
class DeviceDialog final : public Sheet
{
    Q_OBJECT
public:
    /// \param device  with an empty id: a new one
    DeviceDialog(const Theme &theme, DeviceConfig device, const QStringList &sites, QWidget *parent = nullptr);

    void showProblem(const QString &text) override;

signals:
    void submitted(const piuptime::DeviceConfig &device);

private:
    void addAddress(QFormLayout &form, const presentation::DeviceDraft &draft);
    void addDescription(QFormLayout &form, const presentation::DeviceDraft &draft, const QStringList &sites);
    void addConnection(QFormLayout &form, const presentation::DeviceDraft &draft);
    void addUps(QFormLayout &form, const presentation::DeviceDraft &draft);
    void browseIdentity();
    [[nodiscard]] presentation::DeviceDraft draft() const;
    [[nodiscard]] std::optional<UpsSource> upsSource() const;
    void showUpsRows();
    void check();
    void submit();

    DeviceConfig m_device;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_site = nullptr;
    QLineEdit *m_tags = nullptr;
    QPlainTextEdit *m_notes = nullptr;
    QLineEdit *m_identities = nullptr;
    QLineEdit *m_jumps = nullptr;
    QComboBox *m_ups = nullptr;
    QLineEdit *m_nutName = nullptr;
    QSpinBox *m_bus = nullptr;
    QSpinBox *m_i2cAddress = nullptr;
    QSpinBox *m_cells = nullptr;
    QCheckBox *m_enabled = nullptr;
    QFormLayout *m_form = nullptr;
    Label *m_problem = nullptr;
    QPushButton *m_submit = nullptr;
};

} // namespace piuptime::desktop
