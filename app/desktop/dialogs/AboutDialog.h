// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"

namespace piuptime::desktop {

/// What this is, its version and its licence.
class AboutDialog final : public Sheet
{
    Q_OBJECT
public:
    explicit AboutDialog(const Theme &theme, QWidget *parent = nullptr);
};

/// Every key there is.
class ShortcutsDialog final : public Sheet
{
    Q_OBJECT
public:
    /// \param keys  what it does, and the key
    ShortcutsDialog(const Theme &theme, const QList<std::pair<QString, QString>> &keys, QWidget *parent = nullptr);
};

} // namespace piuptime::desktop
