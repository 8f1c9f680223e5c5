// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/ranking/RankingTexts.h"

#include "app/presentation/Formatting.h"

#include <algorithm>
#include <limits>

namespace piuptime::presentation {
namespace {

/// For plural forms; beyond what an int counts, the largest says enough.
int countOf(std::uint64_t samples)
{
    return static_cast<int>(std::min<std::uint64_t>(samples, std::numeric_limits<int>::max()));
}

} // namespace

QString RankingTexts::order(history::RankBy by)
{
    switch (by) {
    case history::RankBy::Maximum:
        return tr("Highest");
    case history::RankBy::Minimum:
        return tr("Lowest");
    case history::RankBy::Mean:
        return tr("Average");
    case history::RankBy::Last:
        break;
    }
    return tr("Newest");
}

QString RankingTexts::range(RangeChoice range)
{
    switch (range) {
    case RangeChoice::Minutes15:
        return tr("last 15 minutes");
    case RangeChoice::Hour1:
        return tr("last hour");
    case RangeChoice::Hours6:
        return tr("last 6 hours");
    case RangeChoice::Hours24:
        return tr("last 24 hours");
    case RangeChoice::Days7:
        return tr("last 7 days");
    case RangeChoice::Days30:
        return tr("last 30 days");
    case RangeChoice::All:
    case RangeChoice::Custom:
        break;
    }
    return tr("all that was measured");
}

QString RankingTexts::question(const RankingQuestion &question)
{
    return tr("%1, %2", "Highest, last 7 days").arg(order(question.by), range(question.range));
}

QString RankingTexts::who(const RankingPlace &place)
{
    return place.instance.isEmpty() ? place.name
                                    : tr("%1, %2", "a Pi and its disk or interface").arg(place.name, place.instance);
}

QString RankingTexts::value(const RankingPlace &place)
{
    return Formatting::value(info(place.series.metric).unit, place.value);
}

QString RankingTexts::details(const RankingPlace &place)
{
    const auto figure = [unit = info(place.series.metric).unit](double value) {
        return Formatting::value(unit, value);
    };
    QStringList lines{
        tr("Lowest %1").arg(figure(place.figures.minimum)), tr("Average %1").arg(figure(place.figures.mean)),
        tr("Highest %1").arg(figure(place.figures.maximum)), tr("Newest %1").arg(figure(place.figures.last)),
        tr("%Ln measurement(s)", nullptr, countOf(place.figures.count))};
    if (place.removed)
        lines.append(tr("No longer in the fleet"));
    return lines.join(u'\n');
}

} // namespace piuptime::presentation
