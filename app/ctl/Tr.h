// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace piuptime::ctl {

/// Translates the texts of this program: `Tr::tr("State")`.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(piuptime::ctl)
};

} // namespace piuptime::ctl
