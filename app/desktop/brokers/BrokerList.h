// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "core/model/Broker.h"

#include <QListWidget>

namespace piuptime::desktop {

/// The brokers, each with its address and how it stands. F2 or Enter edits one, Delete removes one.
class BrokerList final : public QListWidget
{
    Q_OBJECT
public:
    explicit BrokerList(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps the current one while it is there.
    void show(const std::vector<BrokerConfig> &brokers, const std::vector<BrokerState> &states, UtcTime now);
    /// Its name; empty: there is none.
    [[nodiscard]] std::string current() const;
    void choose(const std::string &name);

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void editRequested();
    void removeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

/// The shape of a state.
[[nodiscard]] Icon iconOf(const BrokerState *state);

} // namespace piuptime::desktop
