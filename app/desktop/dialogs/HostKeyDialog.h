// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/base/Error.h"

namespace piuptime::desktop {

/// Accepting a changed host key: shows both fingerprints, explains, and wants the end of the new one typed, so that
/// nobody gets past it by habit.
class HostKeyDialog final : public Sheet
{
    Q_OBJECT
public:
    HostKeyDialog(const Theme &theme, const QString &name, const ChangedHostKey &change, QWidget *parent = nullptr);
};

/// A captioned fingerprint in monospace that can be selected.
[[nodiscard]] QWidget *fingerprintView(const Theme &theme, const QString &caption, const QString &fingerprint,
                                       QWidget *parent = nullptr);

/// How to see the true fingerprint on the Pi itself.
[[nodiscard]] QString fingerprintCommand(const QString &keyType = {});

} // namespace piuptime::desktop
