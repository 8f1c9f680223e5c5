// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/fleet/Engine.h"

namespace piuptime::desktop {

/// The public key by which agents know the commands of this console, to be copied into their configuration.
class CommandKeyDialog final : public Sheet
{
    Q_OBJECT
public:
    CommandKeyDialog(fleet::Engine &engine, const Theme &theme, QWidget *parent = nullptr);

private:
    void take(const Result<std::string> &key);

    Label *m_key = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace piuptime::desktop
