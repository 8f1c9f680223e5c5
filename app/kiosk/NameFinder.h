// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/FleetModel.h"
#include "app/presentation/device/StableListModel.h"

#include <QStringList>

namespace piuptime::kiosk {

/// Finds a Pi by its name with few large keys: those alone that lead on to a name, and what all names that are left
/// have in common need not be typed. The rows are the Pis that are left, by name. Thread: the front end's.
class NameFinder final : public piuptime::presentation::StableListModel
{
    Q_OBJECT
    /// How the names begin that are left, in lower case.
    Q_PROPERTY(QString typed READ typed NOTIFY changed FINAL)
    /// What may come next, sorted, in upper case.
    Q_PROPERTY(QStringList keys READ keys NOTIFY changed FINAL)
    /// Something was pressed that can be taken back.
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed FINAL)

public:
    enum Role {
        DeviceIdRole = Qt::UserRole,
        NameRole,
        SiteRole,
        LevelRole, ///< int of `HealthLevel`
        StaleRole,
    };

    /// \param fleet  outlives it
    explicit NameFinder(const presentation::FleetModel &fleet, QObject *parent = nullptr);

    /// Whether somebody looks: only then it keeps up with the fleet. Starts over each time.
    void setActive(bool isActive);
    Q_INVOKABLE void press(const QString &key);
    Q_INVOKABLE void goBack();

    [[nodiscard]] const QString &typed() const { return m_typed; }
    [[nodiscard]] const QStringList &keys() const { return m_keys; }
    [[nodiscard]] bool canGoBack() const { return !m_pressed.isEmpty(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

private:
    struct Row {
        QString id;
        QString name;
        QString site;
        int level = 0;
        bool isStale = false;

        friend bool operator==(const Row &, const Row &) = default;
    };
    void find();

    const presentation::FleetModel &m_fleet;
    bool m_isActive = false;
    QStringList m_pressed; ///< how names began after each key, in order
    QString m_typed;
    QStringList m_keys;
    std::vector<Row> m_rows;
};

} // namespace piuptime::kiosk
