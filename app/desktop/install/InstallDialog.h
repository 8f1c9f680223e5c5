// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/desktop/install/InstallSteps.h"
#include "core/fleet/Engine.h"

#include <QPointer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace piuptime::desktop {

/// Puts the agent on one Pi: asks where it shall report, shows how it goes, and says what came of it.
class InstallDialog final : public Sheet
{
    Q_OBJECT
public:
    InstallDialog(fleet::Engine &engine, const Theme &theme, const DeviceConfig &device, QWidget *parent = nullptr);
    ~InstallDialog() override;

    /// While it runs, only the button cancels it: a key pressed by mistake must not.
    void reject() override;

private:
    QWidget *makeForm();
    void addRow(const QString &caption, QWidget *field, QFormLayout *form);
    void check();
    void fit();
    [[nodiscard]] AgentInstall order() const;
    [[nodiscard]] const BrokerConfig *broker() const;
    void start();
    void cancelOrClose();
    void ended(const Result<InstalledAgent> &installed);

    fleet::Engine &m_engine;
    DeviceConfig m_device;
    std::vector<BrokerConfig> m_brokers;
    QWidget *m_form = nullptr;
    QComboBox *m_broker = nullptr;
    QComboBox *m_account = nullptr;
    QLineEdit *m_host = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QFormLayout *m_rows = nullptr;
    Label *m_words = nullptr; ///< what stands in the way, or is to be known
    QCheckBox *m_obeys = nullptr;
    QPointer<InstallSteps> m_steps;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_start = nullptr;
    bool m_isRunning = false;
};

} // namespace piuptime::desktop
