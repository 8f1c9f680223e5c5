// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/WriteQueue.h"
#include "core/history/codec/ReadingCodec.h"

/// What this module speaks of all the time and what `history` defines.
namespace piuptime::sharedhistory {

using history::Aggregate;
using history::AppendOrder;
using history::encodeReading;
using history::HistoryStore;
using history::NumberedSample;
using history::PendingEvent;
using history::PendingReading;
using history::Point;
using history::RankBy;
using history::Ranked;
using history::ReadingCursor;
using history::Reduction;
using history::SeriesQuery;
using history::StoredReadings;
using history::StoreState;
using history::TimeRange;
using history::WriteQueue;

} // namespace piuptime::sharedhistory
