// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/FleetRow.h"
#include "core/fleet/Engine.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <optional>
#include <unordered_map>
#include <vector>

namespace piuptime::presentation {

enum class Grouping : std::uint8_t { None, Site, Model, State };

/// The heading above the devices of one site, model or state.
struct FleetGroup {
    QString key;                      ///< what the devices share; empty: they have none
    QString title;                    ///< for people
    std::optional<HealthLevel> level; ///< when grouped by state
    FleetSummary summary;
    bool collapsed = false;
};

/// The fleet as rows to show: filtered, grouped and sorted in one place, the same for table, tiles and touch screen.
///
/// Made for fleets that never stand still. A device keeps its slot for life, so a change costs a look-up and a repaint
/// of its row; figures and collation keys are worked out once a change; rows are put in order at most once a second
/// and not while `hold()` says that somebody is pointing at them.
class FleetModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        DeviceIdRole = Qt::UserRole + 1,
        LevelRole,  ///< int of HealthLevel
        StaleRole,  ///< bool
        FigureRole, ///< double; NaN where the device has none
        GroupRole,  ///< bool: the row is a heading
    };

    explicit FleetModel(const Clock &clock, QObject *parent = nullptr);
    ~FleetModel() override;

    // Devices
    void reset(std::vector<DeviceStatePtr> states);
    void apply(const fleet::FleetChange &change);

    // What is shown, and how
    void setFilter(FleetFilter filter);
    [[nodiscard]] const FleetFilter &filter() const { return m_filter; }
    void setSorting(FleetColumn column, Qt::SortOrder order);
    [[nodiscard]] FleetColumn sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }
    void setGrouping(Grouping grouping);
    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    void setCollapsed(const QString &groupKey, bool collapsed);
    /// Somebody is pointing at rows: keep them where they are for the next two seconds.
    void hold();

    // Rows
    /// The device of a row; null for a heading or a row that does not exist.
    [[nodiscard]] const FleetRow *deviceAt(int row) const;
    [[nodiscard]] const FleetGroup *groupAt(int row) const;
    /// The row of a device; -1 when it is not shown.
    [[nodiscard]] int rowOf(const DeviceId &id) const;
    [[nodiscard]] const FleetRow *find(const DeviceId &id) const;
    /// All of them, shown or not, in no order.
    [[nodiscard]] std::vector<const FleetRow *> devices() const;

    // The whole fleet, filtered or not; sensors that are attached to a Pi of it are neither counted nor shown as rows
    [[nodiscard]] const FleetSummary &summary() const { return m_summary; }
    [[nodiscard]] std::size_t shownDevices() const { return m_shownDevices; }
    /// Sites and tags in use, in the order of the language.
    [[nodiscard]] QStringList sites() const;
    [[nodiscard]] QStringList tags() const;
    [[nodiscard]] bool hasDevicesWithoutSite() const;
    [[nodiscard]] bool hasSensors() const;

    [[nodiscard]] static QString columnTitle(FleetColumn column);
    /// Which direction a person means by the first click on a heading.
    [[nodiscard]] static Qt::SortOrder naturalOrder(FleetColumn column);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QHash<int, QByteArray> roleNames() const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    void summaryChanged();
    /// Sites or tags in use changed.
    void vocabularyChanged();
    /// The number of devices that pass the filter may have changed.
    void arranged();

private:
    /// A row: a device's slot, or a heading when `slot` is kHeading.
    struct Entry {
        int slot = kHeading;
        int group = -1;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    static constexpr int kHeading = -1;

    int slotFor(const DeviceStatePtr &state);
    void findAttached();
    void removeSlots(const std::vector<DeviceId> &ids);
    void emitChanged(std::vector<int> changedSlots);
    void emitHeadingsChanged();
    void recount();

    void arrangeSoon();
    void arrangeNow();
    [[nodiscard]] std::vector<Entry> arrangement();
    [[nodiscard]] bool before(const FleetRow &a, const FleetRow &b) const;
    [[nodiscard]] QString groupKey(const FleetRow &row) const;
    int groupFor(const FleetRow &row);
    [[nodiscard]] bool groupBefore(int a, int b) const;
    void move(const std::vector<Entry> &wanted);
    void removeMissing(const std::vector<Entry> &wanted);
    void reorder(const std::vector<Entry> &wanted);
    void insertNew(const std::vector<Entry> &wanted);
    void indexEntries();

    const Clock &m_clock;
    QCollator m_collator;
    std::vector<std::optional<FleetRow>> m_slots;
    std::vector<int> m_freeSlots;
    std::unordered_map<DeviceId, int> m_slotOf;
    std::vector<FleetGroup> m_groups; ///< grows only; the index is a group's identity
    std::unordered_map<std::string, int> m_groupOf;
    std::vector<Entry> m_entries;
    std::vector<int> m_rowOfSlot;
    std::vector<bool> m_isAttached; ///< by slot

    FleetFilter m_filter;
    QStringList m_words;
    FleetColumn m_sortColumn = FleetColumn::State;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    Grouping m_grouping = Grouping::None;
    FleetSummary m_summary;
    std::size_t m_shownDevices = 0;
    QTimer m_arrangeTimer;
    QTimer m_holdTimer;
    bool m_arrangeWaits = false;
};

} // namespace piuptime::presentation
