// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/compare/Comparison.h"

#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace piuptime::presentation {
namespace {

constexpr std::uint32_t kAnyTrouble = 0xf; ///< the four bits of the throttle word that tell of now

bool isLine(const SeriesKey &key)
{
    const Unit unit = info(key.metric).unit;
    return unit != Unit::Bits && unit != Unit::Flag;
}

LineMark markOf(std::size_t place)
{
    return static_cast<LineMark>(1 + place % (kLineMarkCount - 1));
}

} // namespace

void Comparison::compare(std::vector<DeviceId> devices, std::vector<SeriesKey> series)
{
    const bool sameDevices = devices == m_devices;
    m_devices = std::move(devices);
    m_series = std::move(series);
    if (sameDevices)
        return rebuild();
    ++m_generation;
    std::erase_if(m_available,
                  [this](const auto &entry) { return std::ranges::find(m_devices, entry.first) == m_devices.end(); });
    setDevices(m_devices);
    load();
}

void Comparison::load()
{
    rebuild();
    if (m_devices.empty())
        return setStatus(Status::Ready);
    setStatus(Status::Loading);
    for (const DeviceId &id : m_devices) {
        whenDone(engine().series(id), this,
                 [this, id, generation = m_generation](const Result<std::vector<SeriesKey>> &found) {
                     if (generation != m_generation)
                         return;
                     if (!found)
                         return fail(found.error());
                     take(id, *found);
                 });
    }
}

void Comparison::take(const DeviceId &id, const std::vector<SeriesKey> &series)
{
    std::vector<SeriesKey> known = series;
    if (const DeviceStatePtr state = stateOf(id); state && state->everRead) {
        for (const Sample &sample : state->latest.samples)
            known.push_back(sample.series); // the store may not have them yet
    }
    std::ranges::sort(known);
    const auto rest = std::ranges::unique(known);
    known.erase(rest.begin(), rest.end());
    m_available[id] = std::move(known);
    if (m_available.size() < m_devices.size())
        return;
    emit availableChanged();
    rebuild();
    opened();
}

std::vector<SeriesKey> Comparison::available() const
{
    std::set<SeriesKey> all;
    for (const auto &[id, series] : m_available)
        std::ranges::copy_if(series, std::inserter(all, all.end()), isLine);
    std::vector<SeriesKey> sorted(all.begin(), all.end());
    std::ranges::stable_sort(sorted, [](const SeriesKey &a, const SeriesKey &b) {
        return QString::localeAwareCompare(Texts::series(a), Texts::series(b)) < 0;
    });
    return sorted;
}

bool Comparison::has(const DeviceId &id, const SeriesKey &key) const
{
    const auto found = m_available.find(id);
    return found != m_available.end() && std::ranges::binary_search(found->second, key);
}

void Comparison::rebuild()
{
    std::vector<ChartSpec> charts;
    std::vector<Unit> done;
    for (const SeriesKey &key : m_series) {
        const Unit unit = info(key.metric).unit;
        if (std::ranges::find(done, unit) != done.end())
            continue;
        done.push_back(unit);
        if (ChartSpec spec = chartOf(unit); !spec.lines.empty())
            charts.push_back(std::move(spec));
    }
    if (ChartSpec flags = flagsChart(); !charts.empty() && flags.hasLanes())
        charts.push_back(std::move(flags));
    setCharts(std::move(charts));
}

ChartSpec Comparison::chartOf(Unit unit) const
{
    std::vector<SeriesKey> series;
    std::ranges::copy_if(m_series, std::back_inserter(series),
                         [unit](const SeriesKey &key) { return info(key.metric).unit == unit; });
    ChartSpec spec;
    spec.id = QStringLiteral("compare-%1").arg(static_cast<int>(unit));
    spec.unit = unit;
    spec.tall = true;
    QStringList titles;
    for (const SeriesKey &key : series)
        titles.append(Texts::series(key));
    spec.title = titles.join(QStringLiteral(", "));
    // A Pi keeps its colour in every chart; only where it has several lines in one do the lines have their own.
    std::size_t place = 0;
    for (const SeriesKey &key : series) {
        for (std::size_t device = 0; device < m_devices.size(); ++device) {
            if (has(m_devices[device], key))
                addLine(spec, device, key, series.size() == 1 ? device : place++, series.size() == 1);
        }
    }
    return spec;
}

void Comparison::addLine(ChartSpec &spec, std::size_t device, const SeriesKey &key, std::size_t place, bool alone) const
{
    if (spec.lines.size() >= static_cast<std::size_t>(kMostLines)) {
        ++spec.linesLeftOut;
        return;
    }
    const QString name = nameOf(m_devices[device]);
    const QString label = alone ? name
                          : m_devices.size() > 1
                              ? tr("%1, %2", "a Pi and one of its figures").arg(name, Texts::series(key))
                              : Texts::series(key);
    ChartLine line{key, label, static_cast<int>(place), false, m_devices.size() == 1, markOf(place), m_devices[device]};
    spec.lines.push_back(std::move(line));
}

/// Throttling and batteries of all devices, a lane each: bands of several devices behind the same lines would tell
/// nobody whose they are.
ChartSpec Comparison::flagsChart() const
{
    ChartSpec spec;
    spec.id = QStringLiteral("flags");
    spec.title = tr("Throttled or under-voltage; on battery");
    spec.unit = Unit::Bits;
    spec.overlay = true;
    for (const DeviceId &id : m_devices) {
        const SeriesKey word{Metric::ThrottleWord, {}};
        if (has(id, word))
            spec.lanes.push_back({word, kAnyTrouble, FlagMeaning::Throttled, nameOf(id), false, id});
        const auto known = m_available.find(id);
        for (const SeriesKey &key : known == m_available.end() ? std::vector<SeriesKey>{} : known->second) {
            if (key.metric == Metric::UpsOnBattery)
                spec.lanes.push_back({key, 1, FlagMeaning::OnBattery, tr("%1 on battery").arg(nameOf(id)), false, id});
        }
    }
    return spec;
}

} // namespace piuptime::presentation
