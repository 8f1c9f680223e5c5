// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/FleetModel.h"
#include "core/fleet/Engine.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QAbstractItemView;
class QComboBox;
class QLineEdit;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace piuptime::desktop {

class EmptyState;
class FleetTable;
class FleetTiles;
class Label;
class SummaryStrip;

/// Every Pi at a glance: counts that filter, search, and the fleet as table or tiles.
class FleetPage final : public QWidget
{
    Q_OBJECT
public:
    FleetPage(presentation::FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    enum class View { Table, Tiles };
    void setView(View view);
    [[nodiscard]] View view() const { return m_view; }
    void setGrouping(presentation::Grouping grouping);
    void setLevel(std::optional<HealthLevel> level);

    void focusSearch();
    void focusView();
    void clearFilters();
    void selectDevice(const DeviceId &id);
    /// The selected devices, the current one first.
    [[nodiscard]] std::vector<DeviceId> selection() const;

    void setHistoryState(const history::StoreState &state);
    /// While it is not, an empty fleet is no reason to add a Pi.
    void setFleetKnown(bool isKnown);
    void noteUpdate();
    void chooseColumns();

    void save(QSettings &settings) const;
    void load(const QSettings &settings);

signals:
    void deviceOpened(const piuptime::DeviceId &id);
    void addWanted();
    void importWanted();
    void contextMenuWanted(const QPoint &globalPosition);
    void selectionChanged();
    void viewChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeTools();
    void connectView(QAbstractItemView *view);
    [[nodiscard]] QAbstractItemView *currentView() const;
    void applyFilter();
    void refreshVocabulary();
    void refreshStatus();
    void showRightContent();

    presentation::FleetModel &m_model;
    const Theme &m_theme;
    const Clock &m_clock;
    Label *m_status = nullptr;
    SummaryStrip *m_strip = nullptr;
    QLineEdit *m_search = nullptr;
    QComboBox *m_site = nullptr;
    QComboBox *m_tag = nullptr;
    QComboBox *m_grouping = nullptr;
    View m_view = View::Table;
    QToolButton *m_tableButton = nullptr;
    QToolButton *m_tilesButton = nullptr;
    QStackedWidget *m_content = nullptr;
    FleetTable *m_table = nullptr;
    FleetTiles *m_tiles = nullptr;
    QWidget *m_noMatch = nullptr;
    QWidget *m_firstSteps = nullptr;
    QTimer m_ageTimer;
    history::StoreState m_historyState;
    bool m_isKnown = true;
    UtcTime m_updatedAt{};
    std::optional<HealthLevel> m_level;
};

} // namespace piuptime::desktop
