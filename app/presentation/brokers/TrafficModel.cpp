// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/brokers/TrafficModel.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/WhenDone.h"
#include "app/presentation/brokers/BrokerTexts.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace piuptime::presentation {
namespace {

/// A rate is counted over one to two of these: agents report every ten seconds.
constexpr std::chrono::seconds kRateSpan{30};
constexpr std::chrono::milliseconds kShortestRateSpan{900};

constexpr std::size_t kMaxTopicBytes = 512;
constexpr std::size_t kMaxSampleBytes = 240;
constexpr std::size_t kMaxProblemBytes = 400;

/// Numbers stand at the right, where they can be compared.
QVariant alignmentOf(int column)
{
    const bool isNumber = column == TrafficModel::MessagesColumn || column == TrafficModel::RateColumn
                          || column == TrafficModel::BytesColumn;
    return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

TrafficModel::TrafficModel(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
    , m_clock(clock)
{
}

void TrafficModel::setBroker(const std::string &broker)
{
    ++m_generation;
    beginResetModel();
    m_broker = broker;
    m_rows.clear();
    m_topics.clear();
    m_totals = {};
    m_status = Status::Loading;
    m_error.reset();
    m_hasProblems = false;
    m_waiting = false;
    endResetModel();
    emit refreshed();
}

void TrafficModel::refresh()
{
    if (m_broker.empty() || m_waiting)
        return;
    m_waiting = true;
    whenDone(m_engine.traffic(m_broker), this, [this, generation = m_generation](const Result<BrokerTraffic> &answer) {
        if (generation != m_generation)
            return;
        m_waiting = false;
        take(answer);
    });
}

void TrafficModel::take(const Result<BrokerTraffic> &answer)
{
    if (answer) {
        m_totals = {{}, answer->left, answer->messages, answer->bytes, answer->refused};
        takeTopics(answer->topics);
        arrange();
        m_status = Status::Ready;
        m_error.reset();
    } else {
        m_status = Status::Failed;
        m_error = answer.error();
    }
    emit refreshed();
}

void TrafficModel::takeTopics(std::vector<TopicTraffic> topics)
{
    const MonoTime now = m_clock.monotonicNow();
    std::unordered_map<std::string, Topic> before = std::exchange(m_topics, {});
    m_hasProblems = false;
    for (TopicTraffic &traffic : topics) {
        m_hasProblems = m_hasProblems || !traffic.problem.empty();
        auto node = before.extract(traffic.topic);
        if (node.empty()) {
            const std::string key = traffic.topic;
            m_topics.emplace(key, Topic{std::move(traffic), {}, {}, 0});
        } else {
            node.mapped().traffic = std::move(traffic);
            m_topics.insert(std::move(node));
        }
    }
    for (auto &[key, topic] : m_topics)
        count(topic, now);
    // What is gone takes its rows with it before anybody looks at them.
    const auto isGone = [&](const Topic *topic) { return before.contains(topic->traffic.topic); };
    for (int last = static_cast<int>(m_rows.size()) - 1; last >= 0 && !before.empty(); --last) {
        if (!isGone(m_rows[static_cast<std::size_t>(last)]))
            continue;
        int first = last;
        while (first > 0 && isGone(m_rows[static_cast<std::size_t>(first) - 1]))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void TrafficModel::count(Topic &topic, MonoTime now) const
{
    const Mark latest{topic.traffic.messages, now};
    const bool restarted = latest.messages < topic.newer.messages;
    if (!topic.older || restarted) {
        topic.older = topic.newer = latest;
        topic.rate = std::numeric_limits<double>::quiet_NaN();
        return;
    }
    if (now - topic.newer.at >= kRateSpan)
        topic.older = std::exchange(topic.newer, latest);
    const auto span = now - topic.older->at;
    if (span >= kShortestRateSpan)
        topic.rate =
            static_cast<double>(latest.messages - topic.older->messages) / std::chrono::duration<double>(span).count();
}

void TrafficModel::setFilter(const QString &text)
{
    const QStringList words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    arrange();
    emit refreshed();
}

void TrafficModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = static_cast<Column>(column);
    m_sortOrder = order;
    arrange();
}

bool TrafficModel::matches(const Topic &topic) const
{
    if (m_words.isEmpty())
        return true;
    const QString text = (shown(topic.traffic.topic, kMaxTopicBytes) + u'\n' + BrokerTexts::format(topic.traffic.format)
                          + u'\n' + shown(topic.traffic.sample, kMaxSampleBytes))
                             .toCaseFolded();
    return std::ranges::all_of(m_words, [&](const QString &word) { return text.contains(word); });
}

bool TrafficModel::comesFirst(const Topic &a, const Topic &b) const
{
    const auto less = [this](const Topic &one, const Topic &other) {
        const auto rate = [](const Topic &topic) { return std::isnan(topic.rate) ? -1 : topic.rate; };
        switch (m_sortColumn) {
        case FormatColumn:
            return one.traffic.format < other.traffic.format;
        case MessagesColumn:
            return one.traffic.messages < other.traffic.messages;
        case RateColumn:
            return rate(one) < rate(other);
        case BytesColumn:
            return one.traffic.bytes < other.traffic.bytes;
        case AgeColumn:
            return one.traffic.at > other.traffic.at;
        case SampleColumn:
            return one.traffic.sample < other.traffic.sample;
        case ProblemColumn:
            return one.traffic.problem < other.traffic.problem;
        default:
            return one.traffic.topic < other.traffic.topic;
        }
    };
    const bool down = m_sortOrder == Qt::DescendingOrder;
    if (less(a, b) != less(b, a))
        return down ? less(b, a) : less(a, b);
    return a.traffic.topic < b.traffic.topic; // equals keep still
}

/// At most one insertion, one change of order and one removal, however many rows that moves.
void TrafficModel::arrange()
{
    std::vector<const Topic *> wanted;
    for (const auto &[key, topic] : m_topics) {
        if (matches(topic))
            wanted.push_back(&topic);
    }
    std::ranges::sort(wanted, [this](const Topic *a, const Topic *b) { return comesFirst(*a, *b); });

    const std::unordered_set<const Topic *> present(m_rows.begin(), m_rows.end());
    std::vector<const Topic *> added;
    std::ranges::copy_if(wanted, std::back_inserter(added),
                         [&](const Topic *topic) { return !present.contains(topic); });
    const auto lastRow = [this] { return static_cast<int>(m_rows.size()) - 1; };
    if (!added.empty()) {
        beginInsertRows({}, lastRow() + 1, lastRow() + static_cast<int>(added.size()));
        m_rows.insert(m_rows.end(), added.begin(), added.end());
        endInsertRows();
    }
    std::unordered_map<const Topic *, int> rowOf;
    for (const Topic *topic : wanted)
        rowOf.emplace(topic, static_cast<int>(rowOf.size()));
    std::vector<const Topic *> order = wanted;
    for (const Topic *topic : m_rows) {
        if (rowOf.emplace(topic, static_cast<int>(order.size())).second)
            order.push_back(topic); // to be removed
    }
    if (order != m_rows) {
        emit layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        for (const QModelIndex &index : from)
            to.append(this->index(rowOf.at(m_rows[static_cast<std::size_t>(index.row())]), index.column()));
        m_rows = std::move(order);
        changePersistentIndexList(from, to);
        emit layoutChanged({}, VerticalSortHint);
    }
    if (m_rows.size() > wanted.size()) {
        beginRemoveRows({}, static_cast<int>(wanted.size()), lastRow());
        m_rows.resize(wanted.size());
        endRemoveRows();
    }
    if (!m_rows.empty())
        emit dataChanged(index(0, MessagesColumn), index(lastRow(), ColumnCount - 1));
}

const TopicTraffic &TrafficModel::topic(int row) const
{
    return m_rows[static_cast<std::size_t>(row)]->traffic;
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TrafficModel::text(const Topic &topic, int column) const
{
    const TopicTraffic &traffic = topic.traffic;
    switch (column) {
    case TopicColumn:
        return shown(traffic.topic, kMaxTopicBytes);
    case FormatColumn:
        return BrokerTexts::format(traffic.format);
    case MessagesColumn:
        return QLocale().toString(static_cast<qulonglong>(traffic.messages));
    case RateColumn:
        return BrokerTexts::rate(topic.rate);
    case BytesColumn:
        return Formatting::bytes(static_cast<double>(traffic.bytes));
    case AgeColumn:
        return Formatting::age(std::max(std::chrono::floor<Seconds>(m_clock.utcNow() - traffic.at), Seconds{0}));
    case SampleColumn:
        return shown(traffic.sample, kMaxSampleBytes);
    case ProblemColumn:
        return shown(traffic.problem, kMaxProblemBytes);
    default:
        return {};
    }
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    if (role != Qt::DisplayRole)
        return {};
    return text(*m_rows[static_cast<std::size_t>(index.row())], index.column());
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TopicColumn:
        return tr("Topic");
    case FormatColumn:
        return tr("Looks like");
    case MessagesColumn:
        return tr("Messages");
    case RateColumn:
        return tr("Rate");
    case BytesColumn:
        return tr("Bytes");
    case AgeColumn:
        return tr("Latest");
    case SampleColumn:
        return tr("Latest payload");
    case ProblemColumn:
        return tr("Problem");
    default:
        return {};
    }
}

} // namespace piuptime::presentation
