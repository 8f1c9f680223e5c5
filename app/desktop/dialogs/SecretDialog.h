// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/fleet/Engine.h"

#include <vector>

class QCheckBox;
class QLineEdit;

namespace piuptime::desktop {

/// A password, a passphrase or the questions of a server. What is typed goes to the engine and nowhere else.
class SecretDialog final : public Sheet
{
    Q_OBJECT
public:
    SecretDialog(const Theme &theme, const fleet::Question &question, QWidget *parent = nullptr);
    ~SecretDialog() override;

signals:
    void answered(quint64 questionId, const piuptime::fleet::Answer &answer);

private:
    void addField(const QString &caption, bool echo);
    void submit();

    std::uint64_t m_id;
    std::vector<QLineEdit *> m_fields;
    QCheckBox *m_remember = nullptr;
};

} // namespace piuptime::desktop
