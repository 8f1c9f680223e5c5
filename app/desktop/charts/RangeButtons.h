// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/TimeWindow.h"

#include <QWidget>

#include <span>

class QButtonGroup;
class QPushButton;

namespace piuptime::desktop {

/// A row of narrow buttons, one for each length of time up to now; at most one of them is down.
class RangeButtons final : public QWidget
{
    Q_OBJECT
public:
    explicit RangeButtons(std::span<const presentation::RangeChoice> choices, QWidget *parent = nullptr);

    /// Shows `choice` as chosen without telling; one without a button lifts all of them.
    void setChosen(presentation::RangeChoice choice);

signals:
    void chosen(piuptime::presentation::RangeChoice choice);

private:
    QButtonGroup *m_buttons;
};

/// A quiet button; `name` says in words what it does.
[[nodiscard]] QPushButton *makeQuietButton(const QString &text, const QString &name, QWidget *parent);
/// The same as narrow as its text, so that many fit beside each other.
[[nodiscard]] QPushButton *makeNarrowButton(const QString &text, const QString &name, QWidget *parent);

} // namespace piuptime::desktop
