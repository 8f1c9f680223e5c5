// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/TimeWindow.h"
#include "core/history/HistoryStore.h"

#include <QString>

namespace piuptime::presentation {

/// What is ranked: which figure, by what of it, over how long a time up to now.
struct RankingQuestion {
    Metric metric = Metric::SocTemperature;
    history::RankBy by = history::RankBy::Maximum;
    RangeChoice range = RangeChoice::Days7;

    friend bool operator==(const RankingQuestion &, const RankingQuestion &) = default;
};

/// One place of a ranking, as it is shown.
struct RankingPlace {
    DeviceId device;
    SeriesKey series;
    QString name;         ///< of the device; its id once it was removed
    QString instance;     ///< such as a disk or an interface; empty where a Pi has one of the kind
    bool removed = false; ///< the device is in the history, but no longer in the fleet
    double value = 0;     ///< what it is ranked by
    history::Aggregate figures;
};

} // namespace piuptime::presentation
