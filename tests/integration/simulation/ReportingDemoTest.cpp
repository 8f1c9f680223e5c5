// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Composition.h"

#include <QTest>

#include <algorithm>
#include <optional>

using namespace piuptime;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 90'000;
constexpr std::size_t kAgents = 6;

template <class T>
std::optional<T> valueOf(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs) || !future.result())
        return std::nullopt;
    return *future.result();
}

} // namespace

/// The demonstration as a whole, as the console opens it: beside the Pis read over SSH a site whose Pis report.
class ReportingDemoTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<composition::Composition> m_demo;
    UtcTime m_openedAt;

    [[nodiscard]] fleet::Engine &engine() const { return m_demo->engine(); }
    [[nodiscard]] DeviceStatePtr find(const std::string &name) const
    {
        for (const DeviceStatePtr &state : engine().states()) {
            if (state->config.name == name)
                return state;
        }
        return nullptr;
    }
    [[nodiscard]] std::size_t liveAgents() const
    {
        const auto states = engine().states();
        return static_cast<std::size_t>(std::ranges::count_if(states, [](const DeviceStatePtr &state) {
            return state->config.reporter.starts_with("agent ") && state->connection == ConnectionState::Connected
                   && !state->stale && state->latest.value(Metric::SocTemperature)
                   && state->latest.value(Metric::CpuUsage);
        }));
    }
    [[nodiscard]] std::vector<history::Point> temperatures(const DeviceId &id, history::TimeRange range,
                                                           Metric metric = Metric::SocTemperature,
                                                           const std::string &instance = {}) const
    {
        const auto series = valueOf(engine().query(id, {{metric, instance}}, range, 0));
        return series ? series->front() : std::vector<history::Point>();
    }

private slots:
    void initTestCase()
    {
        m_openedAt = SystemClock().utcNow();
        auto demo = composition::Composition::open({.demoPis = 2});
        QVERIFY2(demo, demo ? "" : demo.error().describe().c_str());
        m_demo = std::move(*demo);
    }

    void itsPisAppearWithLiveValues()
    {
        QTRY_COMPARE_WITH_TIMEOUT(liveAgents(), kAgents, kPatienceMs);
        QCOMPARE(engine().brokerStates().at(0).connection, BrokerState::Connection::Connected);
    }

    void theyHaveAPast()
    {
        const DeviceId id = find("intake")->config.id;
        const history::TimeRange past{m_openedAt - 12h, m_openedAt - 1min};
        QTRY_VERIFY_WITH_TIMEOUT(temperatures(id, past).size() > 700, kPatienceMs);
        const DeviceId sensor = find("chlorine-store")->config.id;
        QTRY_VERIFY_WITH_TIMEOUT(
            temperatures(sensor, past, Metric::AmbientTemperature, "chlorine-store AM2301").size() > 700, kPatienceMs);
    }

    void whatWasMeasuredInTheOutageArrivesCompleteAndOnce()
    {
        constexpr auto kReadings = 40min / 10s;
        const DeviceId id = find("reservoir")->config.id;
        const history::TimeRange outage{m_openedAt - 39min, m_openedAt};
        QTRY_VERIFY_WITH_TIMEOUT(temperatures(id, outage).size() >= kReadings - 6, kPatienceMs);
        const auto points = temperatures(id, outage);
        QVERIFY(points.size() <= static_cast<std::size_t>(kReadings));
        for (std::size_t i = 1; i < points.size(); ++i)
            QCOMPARE(points[i].at - points[i - 1].at, Milliseconds(10s));
    }

    void discoveryShowsThePublishersOfOthers()
    {
        const std::string broker = engine().brokers().at(0).name;
        const auto formatOf = [&](const std::string &topic) -> std::optional<std::string> {
            const auto traffic = valueOf(engine().traffic(broker));
            if (!traffic)
                return std::nullopt;
            const auto found = std::ranges::find(traffic->topics, topic, &TopicTraffic::topic);
            return found == traffic->topics.end() ? std::nullopt : std::optional(found->format);
        };
        QTRY_VERIFY_WITH_TIMEOUT(formatOf("tele/chlorine-store/SENSOR") == "tasmota", kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(formatOf("telegraf/lab-logger") == "telegraf", kPatienceMs);
        QVERIFY(!formatOf("zigbee2mqtt/chlorine store door"));
        engine().survey(broker, 60s);
        QTRY_VERIFY_WITH_TIMEOUT(formatOf("zigbee2mqtt/chlorine store door") == "", kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(find("lab-logger") != nullptr, kPatienceMs); // nobody has configured it
    }

    void aPiThatReportsObeysTheConsole()
    {
        const DeviceStatePtr filters = find("filter-hall");
        const auto result = valueOf(engine().act(filters->config.id, {Action::Kind::RestartUnit, "nginx.service"}));
        QVERIFY(result && result->succeeded);
    }

    void anotherBrokerCannotBeReachedFromHere()
    {
        std::vector<BrokerConfig> brokers = engine().brokers();
        BrokerConfig another;
        another.name = "another";
        another.host = "127.0.0.1";
        brokers.push_back(another);
        QVERIFY(valueOf(engine().traffic(brokers.front().name)));
        auto saved = engine().saveBrokers(brokers, {});
        QTRY_VERIFY_WITH_TIMEOUT(saved.isFinished() && saved.result(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(engine().brokerStates().at(1).error.has_value(), kPatienceMs);
        QCOMPARE(engine().brokerStates().at(0).connection, BrokerState::Connection::Connected);
    }

    void cleanupTestCase() { m_demo.reset(); }
};

QTEST_GUILESS_MAIN(ReportingDemoTest)
#include "ReportingDemoTest.moc"
