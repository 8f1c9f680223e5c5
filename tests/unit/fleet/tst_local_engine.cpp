// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LocalEngine.h"
#include "core/fleet/LocalLink.h"
#include "core/history/SqliteHistoryStore.h"
#include "tests/support/MemoryHistoryStore.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

QCoro::Task<Result<std::shared_ptr<Link>>> openLocalLink()
{
    std::shared_ptr<Link> link = std::make_shared<LocalLink>();
    co_return link;
}

DeviceConfig somePi()
{
    DeviceConfig device;
    device.id = "pi-1";
    device.name = "gate-07";
    device.endpoint = {"pi", "10.0.0.7", 22};
    return device;
}

} // namespace

class LocalEngineTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<LocalEngine> m_engine;

    DeviceStatePtr state() const { return m_engine->states().at(0); }

    void start(std::shared_ptr<history::HistoryStore> history)
    {
        LocalEngine::Setup setup;
        setup.clock = std::make_shared<SystemClock>();
        setup.history = std::move(history);
        setup.makeLinkOpener = [](QuestionDesk &) -> LinkOpener {
            return [](DeviceConfig) { return openLocalLink(); };
        };
        setup.storeDevices = [](const std::vector<DeviceConfig> &) -> Result<void> { return {}; };
        setup.devices = {somePi()};
        setup.polling.fast = Seconds{3600};
        m_engine = std::make_unique<LocalEngine>(std::move(setup));
    }

private slots:
    void init() { start(std::make_shared<testsupport::MemoryHistoryStore>()); }
    void cleanup() { m_engine.reset(); }

    void theHistoryRanksInTheBackground()
    {
        QTemporaryDir directory;
        history::SqliteOptions options;
        options.path = directory.filePath(QStringLiteral("history.db")).toStdString();
        std::shared_ptr<history::HistoryStore> store = history::SqliteHistoryStore::open(options).value();
        const UtcTime at = SystemClock().utcNow() - std::chrono::days(2); // what is read here now is no part of it
        for (const auto &[device, celsius] :
             {std::pair("cool", 41.0), std::pair("hot", 79.0), std::pair("warm", 60.0)}) {
            Reading reading;
            reading.receivedAt = at;
            reading.samples = {{{Metric::SocTemperature, {}}, celsius}};
            store->append(device, std::move(reading));
        }
        start(store);
        const history::TimeRange range{at - std::chrono::hours(1), at + std::chrono::hours(1)};
        const auto answer = m_engine->top(Metric::SocTemperature, range, history::RankBy::Maximum, 2);
        QTRY_VERIFY(answer.isFinished());
        const auto ranked = answer.result();
        QVERIFY(ranked);
        QCOMPARE(ranked->size(), std::size_t(2));
        QCOMPARE(ranked->at(0).device, DeviceId("hot"));
        QCOMPARE(ranked->at(0).aggregate.maximum, 79.0);
        QCOMPARE(ranked->at(1).device, DeviceId("warm"));
    }

    void aDeviceThatSomebodyLooksAtIsReadOften()
    {
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, 10'000);
        QCOMPARE(state()->pollInterval, Seconds{3600});
        m_engine->watch({"pi-1"});
        QTRY_COMPARE_WITH_TIMEOUT(state()->pollInterval, Seconds{1}, 30'000);
        m_engine->watch({});
        QTRY_COMPARE_WITH_TIMEOUT(state()->pollInterval, Seconds{3600}, 30'000);
    }

    /// The edit gives the device a new connection; whoever has its page open still looks at it.
    void aDeviceThatIsEditedWhileSomebodyLooksAtItIsStillReadOften()
    {
        m_engine->watch({"pi-1"});
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, 10'000);
        DeviceConfig edited = somePi();
        edited.endpoint.host = "10.0.0.8";
        m_engine->saveDevices({edited});
        QTRY_COMPARE_WITH_TIMEOUT(state()->config.endpoint.host, edited.endpoint.host, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, 10'000);
        QCOMPARE(state()->pollInterval, Seconds{1});
    }
};

QTEST_GUILESS_MAIN(LocalEngineTest)
#include "tst_local_engine.moc"
