// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"

class QLineEdit;

namespace piuptime::desktop {

/// Shows what a configuration would change before it is put into use, and asks why.
class ChangeDialog final : public Sheet
{
    Q_OBJECT
public:
    ChangeDialog(const Theme &theme, const QString &title, const QString &difference, const QString &verb,
                 QWidget *parent = nullptr);

    [[nodiscard]] QString note() const;

signals:
    /// The person wants it; the sheet stays until it is done.
    void confirmed();

private:
    QLineEdit *m_note;
};

} // namespace piuptime::desktop
