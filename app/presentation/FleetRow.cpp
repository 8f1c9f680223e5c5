// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/FleetRow.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace piuptime::presentation {
namespace {

constexpr std::size_t kMaxNameBytes = 256;

int sign(double difference)
{
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/// Worse first, so that sorting by power brings up the Pis that need a supply.
double powerRank(const DeviceFigures &figures)
{
    if (!figures.powerKnown)
        return kNoFigure;
    return (figures.underVoltage.now ? 8 : 0) + (figures.throttled.now ? 4 : 0) + (figures.underVoltage.earlier ? 2 : 0)
           + (figures.throttled.earlier ? 1 : 0);
}

QString modelOf(const DeviceState &state)
{
    const std::string *model = state.latest.fact(FactKey::Model);
    return model ? shown(*model, kMaxNameBytes) : QString();
}

} // namespace

FleetRow::FleetRow(DeviceStatePtr newest, const QCollator &collator)
    : state(std::move(newest))
    , figures(figuresOf(*state))
    , m_fullModel(modelOf(*state))
    , m_nameKey(collator.sortKey({}))
    , m_siteKey(m_nameKey)
    , m_modelKey(m_nameKey)
{
    readWords(collator);
}

bool FleetRow::update(DeviceStatePtr newest, const QCollator &collator)
{
    const DeviceStatePtr old = std::exchange(state, std::move(newest));
    figures = figuresOf(*state);
    const std::string *oldModel = old->latest.fact(FactKey::Model);
    const std::string *newModel = state->latest.fact(FactKey::Model);
    const bool sameModel = oldModel && newModel ? *oldModel == *newModel : oldModel == newModel;
    if (sameModel && old->config == state->config)
        return false;
    m_fullModel = modelOf(*state);
    readWords(collator);
    return true;
}

void FleetRow::readWords(const QCollator &collator)
{
    const DeviceConfig &config = state->config;
    name = shown(config.name.empty() ? config.endpoint.host : config.name, kMaxNameBytes);
    site = shown(config.site, kMaxNameBytes);
    address = Texts::address(config);
    model = shortModel(m_fullModel);
    tags.clear();
    for (const std::string &tag : config.tags)
        tags.append(shown(tag, kMaxNameBytes));
    m_searchText = QStringList{name, address, site, tags.join(u'\n'), m_fullModel, model, shown(config.notes)}
                       .join(u'\n')
                       .toCaseFolded();
    m_nameKey = collator.sortKey(name);
    m_siteKey = collator.sortKey(site);
    m_modelKey = collator.sortKey(model);
}

bool FleetRow::matches(const FleetFilter &filter, const QStringList &words) const
{
    if ((filter.level && *filter.level != level()) || (filter.site && *filter.site != site)
        || (!filter.tag.isEmpty() && !tags.contains(filter.tag)))
        return false;
    return std::ranges::all_of(words, [this](const QString &word) { return m_searchText.contains(word); });
}

double FleetRow::figure(FleetColumn column) const
{
    switch (column) {
    case FleetColumn::State:
        return urgency(level());
    case FleetColumn::Temperature:
        return figures.celsius;
    case FleetColumn::Power:
        return powerRank(figures);
    case FleetColumn::Cpu:
        return figures.cpuPercent;
    case FleetColumn::Memory:
        return figures.memoryPercent;
    case FleetColumn::Disk:
        return figures.diskPercent;
    case FleetColumn::Ups:
        return figures.upsPercent;
    case FleetColumn::Uptime:
        return figures.uptimeSeconds;
    case FleetColumn::LastSeen:
        return figures.seenAt == UtcTime{} ? kNoFigure : static_cast<double>(toMsUtc(figures.seenAt) / 1000);
    default:
        return kNoFigure;
    }
}

bool FleetRow::missing(FleetColumn column) const
{
    switch (column) {
    case FleetColumn::Name:
    case FleetColumn::Address:
        return false;
    case FleetColumn::Site:
        return site.isEmpty();
    case FleetColumn::Model:
        return model.isEmpty();
    case FleetColumn::Tags:
        return tags.isEmpty();
    default:
        return std::isnan(figure(column));
    }
}

int FleetRow::compare(const FleetRow &other, FleetColumn column) const
{
    switch (column) {
    case FleetColumn::Name:
        return m_nameKey.compare(other.m_nameKey);
    case FleetColumn::Site:
        return m_siteKey.compare(other.m_siteKey);
    case FleetColumn::Model:
        return m_modelKey.compare(other.m_modelKey);
    case FleetColumn::Address:
        return address.compare(other.address);
    case FleetColumn::Tags:
        return tags.join(u'\n').compare(other.tags.join(u'\n'));
    default:
        return sign(figure(column) - other.figure(column));
    }
}

QStringList FleetRow::searchWords(const QString &text)
{
    return text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
}

} // namespace piuptime::presentation
