// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "tests/support/TestClock.h"

#include <QObject>

#include <functional>
#include <memory>

namespace piuptime::testsupport {

/// What every `HistoryStore` promises, as tests of whatever store `makeEmpty` makes.
class StoreContract : public QObject
{
    Q_OBJECT
public:
    struct Setup {
        std::shared_ptr<TestClock> clock;
        Milliseconds commitInterval{20};
    };
    using Make = std::function<std::unique_ptr<history::HistoryStore>(const Setup &)>;
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
    void whatWaitsToBeStoredIsSeenByEveryQuestion();
    void aReadingIsSeenOnceAllTheWayFromMemoryToTheStore();
    void whatIsRepeatedWhileItWaitsCountsOnce();
    void twoReadingsOfOneMomentAreBothKept();
    void aggregatesOfFlagsKeepEachBit();
    void wrongTimesAreWorkedOutFromBootAndUptime();
    void aLiveReadingWithAWrongTimeIsFromNow();
    void aClockThatFallsBackTo1970RunsOnFromWhereItWas();
    void timesThatNothingCorrectsAreMarkedAndHideNothing();
    void timesAndUptimesThatMakeNoSenseAreSafe();
    void whatIsWrittenADayIsTold();
    void whatIsDurableIsToldByItsNumbers();

private:
    [[nodiscard]] std::unique_ptr<history::HistoryStore> makeEmpty() const;

    Make m_makeEmpty;
};

} // namespace piuptime::testsupport
