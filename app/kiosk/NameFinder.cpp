// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/NameFinder.h"

#include <set>

namespace piuptime::kiosk {
namespace {

/// The character at `at`, which may take two code units.
QString characterAt(const QString &text, qsizetype at)
{
    return text.mid(at, text.at(at).isHighSurrogate() ? 2 : 1);
}

/// The longest beginning that all have in common.
QString commonBeginning(const QStringList &texts)
{
    QString common = texts.value(0);
    for (const QString &text : texts) {
        qsizetype length = 0;
        while (length < common.size() && length < text.size() && common.at(length) == text.at(length))
            ++length;
        if (length > 0 && common.at(length - 1).isHighSurrogate())
            --length;
        common.truncate(length);
    }
    return common;
}

} // namespace

NameFinder::NameFinder(const presentation::FleetModel &fleet, QObject *parent)
    : StableListModel(parent)
    , m_fleet(fleet)
{
    connect(&fleet, &presentation::FleetModel::arranged, this, &NameFinder::find);
    connect(&fleet, &presentation::FleetModel::summaryChanged, this, &NameFinder::find);
}

void NameFinder::setActive(bool isActive)
{
    m_isActive = isActive;
    m_pressed.clear();
    find();
}

void NameFinder::press(const QString &key)
{
    m_pressed.append(m_typed + key.toCaseFolded());
    find();
}

void NameFinder::goBack()
{
    if (!m_pressed.isEmpty())
        m_pressed.removeLast();
    find();
}

void NameFinder::find()
{
    if (!m_isActive)
        return;
    m_typed = m_pressed.value(m_pressed.size() - 1);
    std::vector<const presentation::FleetRow *> devices;
    QStringList names;
    for (const presentation::FleetRow *device : m_fleet.devices()) {
        const QString name = device->name.toCaseFolded();
        if (!name.startsWith(m_typed))
            continue;
        names.append(name);
        devices.push_back(device);
    }
    if (names.size() > 1)
        m_typed = commonBeginning(names);
    std::set<QString> next;
    for (const QString &name : names) {
        if (name.size() > m_typed.size() && names.size() > 1)
            next.insert(characterAt(name, m_typed.size()).toUpper());
    }
    std::ranges::sort(devices, [](const auto *a, const auto *b) {
        const int order = a->compare(*b, presentation::FleetColumn::Name);
        return order != 0 ? order < 0 : a->state->config.id < b->state->config.id;
    });
    std::vector<Row> rows;
    rows.reserve(devices.size());
    for (const presentation::FleetRow *device : devices) {
        rows.push_back({QString::fromStdString(device->state->config.id), device->name, device->site,
                        static_cast<int>(device->level()), device->state->stale});
    }
    m_keys = QStringList(next.begin(), next.end());
    replace(m_rows, std::move(rows));
    emit changed();
}

int NameFinder::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant NameFinder::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case DeviceIdRole:
        return row.id;
    case NameRole:
        return row.name;
    case SiteRole:
        return row.site;
    case LevelRole:
        return row.level;
    case StaleRole:
        return row.isStale;
    default:
        return {};
    }
}

QHash<int, QByteArray> NameFinder::roleNames() const
{
    return {{DeviceIdRole, "deviceId"},
            {NameRole, "name"},
            {SiteRole, "site"},
            {LevelRole, "level"},
            {StaleRole, "isStale"}};
}

} // namespace piuptime::kiosk
