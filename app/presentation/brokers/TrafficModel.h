// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <QAbstractTableModel>

#include <optional>
#include <unordered_map>

namespace piuptime::presentation {

/// What a broker carries, a row a topic. A refresh changes what differs and nothing else, so that selection and place
/// of a view stay; its work grows with the topics the engine tells of, which are some thousand at most.
class TrafficModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TopicColumn,
        MessagesColumn,
        RateColumn,
        FormatColumn,
        BytesColumn,
        AgeColumn,
        ProblemColumn,
        SampleColumn,
        ColumnCount
    };
    enum class Status : std::uint8_t { Loading, Ready, Failed };

    TrafficModel(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// Forgets what was shown. \param broker its name; empty: none
    void setBroker(const std::string &broker);
    [[nodiscard]] const std::string &broker() const { return m_broker; }
    /// Asks for the newest, unless the answer to the last question is still to come.
    void refresh();
    /// Shows topics that hold all these words, wherever: in topic, format or payload.
    void setFilter(const QString &text);

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Of everything, whatever the filter; without the topics.
    [[nodiscard]] const BrokerTraffic &totals() const { return m_totals; }
    [[nodiscard]] std::size_t topicCount() const { return m_topics.size(); }
    [[nodiscard]] bool hasProblems() const { return m_hasProblems; }
    [[nodiscard]] const TopicTraffic &topic(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

signals:
    void refreshed(); ///< also when that failed

private:
    /// How many messages there were at some time.
    struct Mark {
        std::uint64_t messages = 0;
        MonoTime at{};
    };
    struct Topic {
        TopicTraffic traffic;
        std::optional<Mark> older; ///< from which the rate is counted; empty: seen for the first time
        Mark newer;                ///< from which it will be counted next
        double rate = 0;
    };
    void take(const Result<BrokerTraffic> &answer);
    void takeTopics(std::vector<TopicTraffic> topics);
    void count(Topic &topic, MonoTime now) const;
    /// Brings the rows in step with topics, filter and order.
    void arrange();
    [[nodiscard]] bool matches(const Topic &topic) const;
    [[nodiscard]] bool comesFirst(const Topic &a, const Topic &b) const;
    [[nodiscard]] QString text(const Topic &topic, int column) const;

    fleet::Engine &m_engine;
    const Clock &m_clock;
    std::string m_broker;
    std::unordered_map<std::string, Topic> m_topics; ///< its elements stay where they are
    std::vector<const Topic *> m_rows;
    BrokerTraffic m_totals;
    QStringList m_words;
    Column m_sortColumn = MessagesColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    Status m_status = Status::Loading;
    std::optional<Error> m_error;
    bool m_hasProblems = false;
    bool m_waiting = false;
    std::uint64_t m_generation = 0;
};

} // namespace piuptime::presentation
