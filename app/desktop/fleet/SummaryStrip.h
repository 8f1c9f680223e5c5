// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/FleetFilter.h"

#include <QAbstractButton>

#include <array>
#include <optional>

namespace piuptime::desktop {

/// One count with its icon and word; pressed in while it filters.
class StateChip final : public QAbstractButton
{
    Q_OBJECT
public:
    /// \param level  empty: the chip that counts everything
    StateChip(const Theme &theme, std::optional<HealthLevel> level, QWidget *parent = nullptr);

    void setCount(std::size_t count);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString word() const;

    const Theme &m_theme;
    std::optional<HealthLevel> m_level;
    std::size_t m_count = 0;
};

/// How the fleet is, in five counts that filter when clicked.
class SummaryStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit SummaryStrip(const Theme &theme, QWidget *parent = nullptr);

    void setSummary(const presentation::FleetSummary &summary);
    void setLevel(std::optional<HealthLevel> level);

signals:
    void levelChosen(std::optional<piuptime::HealthLevel> level);

private:
    std::array<StateChip *, 5> m_chips{};
};

} // namespace piuptime::desktop
