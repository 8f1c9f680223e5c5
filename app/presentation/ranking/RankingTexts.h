// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/ranking/RankingPlace.h"

#include <QCoreApplication>

namespace piuptime::presentation {

/// A ranking in words. All of it is plain text.
class RankingTexts
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::RankingTexts)
public:
    /// `Highest`, `Lowest`, `Average`, `Newest`.
    [[nodiscard]] static QString order(history::RankBy by);
    /// `last 7 days`
    [[nodiscard]] static QString range(RangeChoice range);
    /// `Highest, last 7 days`
    [[nodiscard]] static QString question(const RankingQuestion &question);

    /// Whose place it is: `lab-07`, `lab-07, mmcblk0`.
    [[nodiscard]] static QString who(const RankingPlace &place);
    /// What it is ranked by, with its unit.
    [[nodiscard]] static QString value(const RankingPlace &place);
    /// All its figures, a line each.
    [[nodiscard]] static QString details(const RankingPlace &place);
};

} // namespace piuptime::presentation
