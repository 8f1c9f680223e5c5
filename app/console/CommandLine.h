// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/Composition.h"
#include "app/desktop/theme/Theme.h"

#include <QSize>
#include <QString>

#include <optional>

namespace piuptime::console {

struct CommandLine {
    composition::Composition::Options composition;
    QString language;
    std::optional<desktop::Theme::Mode> appearance; ///< empty: as last chosen in the window
    bool isKiosk = false;
    QSize kioskSize; ///< empty: the whole screen
};

/// Whether the kiosk is asked for: to be known before there is an application.
[[nodiscard]] bool asksForKiosk(int argc, char **argv);

/// Reads the command line before there is a window; ends the program for --help, --version and mistakes.
[[nodiscard]] CommandLine readCommandLine(const QCoreApplication &app);

} // namespace piuptime::console
