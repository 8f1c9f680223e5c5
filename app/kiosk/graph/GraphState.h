// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace piuptime::kiosk {

/// What a graph says about itself beside its picture.
struct GraphState {
    Q_DECLARE_TR_FUNCTIONS(piuptime::kiosk::GraphState)
public:
    /// The newest value of the first line, or which flags are set, whatever the window shows.
    QString currentText = QStringLiteral("–");
    QString staleText;                 ///< how old that is, when it is no longer true; else empty
    std::optional<UtcTime> staleSince; ///< the newest point of all lines and lanes, when that is old
    bool isLoading = false;            ///< there is nothing to show yet, and an answer is under way
    bool isEmpty = true;               ///< nothing was measured in the window
    bool follows = true;               ///< the window follows the present
    QString errorText;                 ///< why the history cannot be read
    QString summary;                   ///< the graph in sentences

    /// \param spec  null: the timeline has no such chart
    [[nodiscard]] static GraphState of(const presentation::Timeline &timeline, const presentation::ChartSpec *spec);

    friend bool operator==(const GraphState &, const GraphState &) = default;
};

} // namespace piuptime::kiosk
