// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/brokers/BindingListModel.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/brokers/BindingTexts.h"

#include <algorithm>

namespace piuptime::presentation {

BindingListModel::BindingListModel(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    connect(&engine, &fleet::Engine::bindingsChanged, this, &BindingListModel::reload);
}

void BindingListModel::setBroker(const std::string &broker)
{
    if (broker == m_broker)
        return;
    m_broker = broker;
    reload();
}

void BindingListModel::reload()
{
    beginResetModel();
    m_bindings.clear();
    if (!m_broker.empty()) {
        std::ranges::copy_if(m_engine.bindings(), std::back_inserter(m_bindings), [this](const Binding &binding) {
            return binding.broker.empty() || binding.broker == m_broker;
        });
    }
    std::ranges::stable_sort(m_bindings, {}, [](const Binding &b) { return std::tie(b.topic, b.path); });
    m_fleet = m_engine.states();
    endResetModel();
}

void BindingListModel::refresh()
{
    m_fleet = m_engine.states();
    if (!m_bindings.empty())
        emit dataChanged(index(0, LatestColumn), index(rowCount() - 1, DeviceColumn));
}

int BindingListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bindings.size());
}

int BindingListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BindingListModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const Binding &bound = binding(index.row());
    const auto text = [&]() -> QString {
        switch (index.column()) {
        case TopicColumn:
            return shown(bound.topic);
        case PathColumn:
            return bound.path.empty() ? tr("the payload") : shown(bound.path);
        case LatestColumn:
            return BindingTexts::latest(bound, m_fleet, m_clock.utcNow()).text;
        case DeviceColumn:
            return BindingTexts::device(bound, m_fleet);
        default:
            return Texts::series({bound.metric, bound.instance});
        }
    }();
    return role == Qt::ToolTipRole ? QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()) : text;
}

QVariant BindingListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TopicColumn:
        return tr("Topic");
    case PathColumn:
        return tr("Value");
    case LatestColumn:
        return tr("Latest");
    case DeviceColumn:
        return tr("Device");
    default:
        return tr("Quantity");
    }
}

} // namespace piuptime::presentation
