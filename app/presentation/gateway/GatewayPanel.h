// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/LineListModel.h"
#include "app/presentation/gateway/GatewayWatch.h"

#include <QCoreApplication>

namespace piuptime::presentation::gateway {

/// The gateway of the machine that collects, as a page shows it. Thread: the front end's.
class GatewayPanel final : public QObject
{
    Q_OBJECT
    /// Whether there is something to show, however old.
    Q_PROPERTY(bool isThere READ isThere NOTIFY changed FINAL)
    /// One sentence: what it serves, or why there is nothing to show.
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)
    /// What is wrong with it; empty when all is well.
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)
    /// Traffic, as labelled values.
    Q_PROPERTY(piuptime::presentation::LineListModel *figures READ figures CONSTANT FINAL)
    /// Who answers, each with its state.
    Q_PROPERTY(piuptime::presentation::LineListModel *upstreams READ upstreams CONSTANT FINAL)

public:
    GatewayPanel(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// Whether somebody looks: only then it is asked.
    void setActive(bool active) { m_watch.setActive(active); }
    [[nodiscard]] bool isThere() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] LineListModel *figures() { return &m_figures; }
    [[nodiscard]] LineListModel *upstreams() { return &m_upstreams; }

signals:
    void changed();

private:
    /// Counts at a moment, from which rates are made.
    struct Mark {
        UtcTime startedAt{};
        qint64 requests = 0;
        qint64 failed = 0;
        qint64 bytes = 0;
        MonoTime at{};
    };
    struct Rates {
        double requests = 0; ///< a second, as all of these
        double failed = 0;
        double bytes = 0;
    };

    void refresh();
    void countRates();
    void refreshFigures();
    void refreshUpstreams();

    const Clock &m_clock;
    GatewayWatch m_watch;
    LineListModel m_figures;
    LineListModel m_upstreams;
    std::optional<Mark> m_mark;
    std::optional<Rates> m_rates; ///< empty: not known yet
};

} // namespace piuptime::presentation::gateway
