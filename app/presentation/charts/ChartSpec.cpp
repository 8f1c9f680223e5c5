// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ChartSpec.h"

#include <set>

namespace piuptime::presentation {

std::vector<SeriesId> ChartSpec::series() const
{
    return seriesOf({this, 1});
}

std::vector<SeriesId> seriesOf(std::span<const ChartSpec> charts)
{
    std::set<SeriesId> ids;
    for (const ChartSpec &spec : charts) {
        for (const ChartLine &line : spec.lines)
            ids.insert(line.id());
        for (const std::vector<ChartFlag> *flags : {&spec.bands, &spec.lanes}) {
            for (const ChartFlag &flag : *flags)
                ids.insert(flag.id());
        }
    }
    return {ids.begin(), ids.end()};
}

} // namespace piuptime::presentation
