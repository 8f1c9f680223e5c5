// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QStringList>

#include <optional>

namespace piuptime::presentation {

/// The two sides of a changed host key, as the connection's error tells them.
struct HostKeyChange {
    QStringList expected; ///< fingerprints trusted so far
    QString offered;      ///< the one that blocks the device
};

/// Empty when the error is not about a changed host key: only that one names at least two fingerprints.
[[nodiscard]] std::optional<HostKeyChange> hostKeyChange(const std::optional<Error> &error);

} // namespace piuptime::presentation
