// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <QObject>

#include <functional>
#include <memory>

namespace piuptime::testsupport {

/// What every `HistoryStore` promises, as tests of whatever store `makeEmpty` makes.
class StoreContract : public QObject
{
    Q_OBJECT
public:
    using Make = std::function<std::unique_ptr<history::HistoryStore>()>;
    /// \param makeEmpty a new store with nothing in it
    explicit StoreContract(Make makeEmpty);

private slots:
    void aReadingComesBackBitByBit();
    void readingsComeBackInTimeOrderInWhateverOrderTheyCame();
    void aReadingThatIsRepeatedIsStoredOnce();
    void aReadingIsKnownAgainByItsBootAndSequence();
    void lateReadingsDoNotOverwriteWhatIsNewer();
    void rangesIncludeTheirBeginningAndNotTheirEnd();
    void emptyAndReversedRangesAndUnknownNamesGiveNothing();
    void mergedPointsKeepTheExtremesAndGapsStayGaps();
    void mergedWordsOfFlagsKeepEachBit();
    void notANumberIsASampleButCountsForNothing();
    void reducedSamplesAreStoredOnesAndKeepTheExtremes();
    void severalSeriesComeInTheOrderAskedAlsoTwice();
    void aggregatesSayWhatTheSamplesComeTo();
    void rankingsGoOverAllDevicesByTheMeasureAsked();
    void aScanTellsEveryReadingWithTheFactsThatChanged();
    void aScanEndsWhenTheVisitorSaysSo();
    void theExtentIsFromTheFirstToTheLastReading();
    void eventsComeInTimeOrderTheNewestOnesAndEachOnce();
    void theNewestValuesReachBackToTheLastSlowReading();
    void factsThatAreNoLongerToldAreGone();
    void devicesAndSeriesAreSorted();

private:
    Make m_makeEmpty;
};

} // namespace piuptime::testsupport
