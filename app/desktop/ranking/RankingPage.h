// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/ranking/Ranking.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QSettings;
class QStackedWidget;

namespace piuptime::desktop {

class EmptyState;
class Label;
class RangeButtons;
class RankingChart;

/// Which Pis come first by one figure over a stretch of time: what to rank on top, the ranking as bars below.
///
/// It asks the history while it is shown, and only then.
class RankingPage final : public QWidget
{
    Q_OBJECT
public:
    RankingPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] RankingChart *chart() const { return m_chart; }
    [[nodiscard]] const presentation::Ranking &ranking() const { return m_ranking; }
    /// The Pi of the current place; none if there is no place or its Pi was removed.
    [[nodiscard]] std::vector<DeviceId> selection() const;
    /// Asks for the graphs of the shown Pis by what is ranked; nothing if none of them is in the fleet.
    void compareShown();
    void save(QSettings &settings) const;
    void load(const QSettings &settings);

signals:
    void backRequested();
    void deviceOpened(const piuptime::DeviceId &id);
    void compareRequested(const std::vector<piuptime::DeviceId> &ids, const piuptime::SeriesKey &series);
    void contextMenuWanted(const QPoint &globalPosition);
    void selectionChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeCard();
    QWidget *makeChoices();
    QWidget *makeTitle();
    QWidget *makeContent();
    void ask();
    void refresh();
    void refreshTitle();
    void fillMetrics();
    /// The Pis of the shown places that are in the fleet, each once.
    [[nodiscard]] std::vector<DeviceId> shownDevices() const;

    const Theme &m_theme;
    presentation::Ranking m_ranking;
    presentation::RankingQuestion m_question;
    QPushButton *m_compare = nullptr;
    QComboBox *m_metric = nullptr;
    QComboBox *m_order = nullptr;
    QComboBox *m_most = nullptr;
    RangeButtons *m_ranges = nullptr;
    Label *m_title = nullptr;
    Label *m_state = nullptr;
    QStackedWidget *m_content = nullptr;
    RankingChart *m_chart = nullptr;
    QWidget *m_loading = nullptr;
    QWidget *m_nothing = nullptr;
    EmptyState *m_failed = nullptr;
};

} // namespace piuptime::desktop
