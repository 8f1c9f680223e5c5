// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <vector>

namespace piuptime::desktop {

class RankingChart;

/// What a screen reader gets of a `RankingChart`: a list with an item for each place that is shown, which says whose it
/// is, the value and all its figures, and can be selected and opened.
class RankingAccessible final : public QAccessibleWidget
{
public:
    /// Makes every `RankingChart` accessible. Calls after the first do nothing.
    static void install();

    explicit RankingAccessible(RankingChart *chart);
    ~RankingAccessible() override;
    Q_DISABLE_COPY_MOVE(RankingAccessible)

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int row) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

private:
    [[nodiscard]] RankingChart *chart() const;

    mutable std::vector<QAccessible::Id> m_items; ///< made when asked for, by row
};

} // namespace piuptime::desktop
