// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/presentation/brokers/BrokerDraft.h"
#include "core/base/Secret.h"

#include <optional>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QScrollArea;

namespace piuptime::desktop {

/// Adds a broker, or changes one. What is wrong with a field is said below it while it is typed.
class BrokerDialog final : public Sheet
{
    Q_OBJECT
public:
    /// \param broker without a host: a new one   \param others the brokers that it will stand beside
    BrokerDialog(const Theme &theme, BrokerConfig broker, std::vector<BrokerConfig> others, QWidget *parent = nullptr);
    ~BrokerDialog() override;

    void showProblem(const QString &text) override;

signals:
    /// \param password where one was typed
    void submitted(const piuptime::BrokerConfig &broker, const std::optional<piuptime::Secret> &password);

private:
    using Field = presentation::BrokerDraft::Field;
    struct Row {
        QLineEdit *edit = nullptr;
        QWidget *whole = nullptr;
        Label *words = nullptr; ///< below the field: what is wrong with it, or what it is for
    };

    QWidget *makeForm(const presentation::BrokerDraft &draft);
    void addPlace(const presentation::BrokerDraft &draft);
    void addTls(const presentation::BrokerDraft &draft);
    void addSignIn(const presentation::BrokerDraft &draft);
    void addTopics(const presentation::BrokerDraft &draft);
    QCheckBox *addCheck(const QString &caption, bool checked);
    Row addField(const QString &caption, const QString &text, const QString &example, int longest = 256);
    /// With a button that lets the person pick a file.
    Row addFile(const QString &caption, const QString &text, const QString &example);
    void pickFile(const QString &title, QLineEdit *edit);
    [[nodiscard]] Row &row(Field field) { return m_rows[static_cast<std::size_t>(field)]; }
    [[nodiscard]] const Row &row(Field field) const { return m_rows[static_cast<std::size_t>(field)]; }
    [[nodiscard]] presentation::BrokerDraft draft() const;
    void check();
    void checkPassword(const presentation::BrokerDraft &now);
    /// As high as the form, if the window allows it.
    void fit();
    void submit();

    BrokerConfig m_broker;
    std::vector<BrokerConfig> m_others;
    QScrollArea *m_scroll = nullptr;
    QFormLayout *m_form = nullptr;
    std::array<Row, presentation::BrokerDraft::kFields> m_rows{};
    QCheckBox *m_tls = nullptr;
    Row m_caFile;
    Row m_user;
    Row m_password;
    QCheckBox *m_publishers = nullptr;
    QCheckBox *m_enabled = nullptr;
    QPushButton *m_submit = nullptr;
};

} // namespace piuptime::desktop
