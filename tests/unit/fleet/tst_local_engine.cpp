// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LocalEngine.h"
#include "core/fleet/LocalLink.h"
#include "tests/support/MemoryHistoryStore.h"

#include <QtTest>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

/// How long to wait at most for this machine's own shell, in ms: it starts `apt-get`, on a busy machine slowly.
constexpr int kPatience = 60'000;

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

private slots:
    void init()
    {
        LocalEngine::Setup setup;
        setup.clock = std::make_shared<SystemClock>();
        setup.history = std::make_shared<testsupport::MemoryHistoryStore>();
        setup.makeLinkOpener = [](QuestionDesk &) -> LinkOpener {
            return [](DeviceConfig) { return openLocalLink(); };
        };
        setup.storeDevices = [](const std::vector<DeviceConfig> &) -> Result<void> { return {}; };
        setup.devices = {somePi()};
        setup.polling.fast = Seconds{3600};
        m_engine = std::make_unique<LocalEngine>(std::move(setup));
    }
    void cleanup() { m_engine.reset(); }

    void aDeviceThatSomebodyLooksAtIsReadOften()
    {
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, kPatience);
        QCOMPARE(state()->pollInterval, Seconds{3600});
        m_engine->watch({"pi-1"});
        QTRY_COMPARE_WITH_TIMEOUT(state()->pollInterval, Seconds{1}, kPatience);
        m_engine->watch({});
        QTRY_COMPARE_WITH_TIMEOUT(state()->pollInterval, Seconds{3600}, kPatience);
    }

    /// The edit gives the device a new connection; whoever has its page open still looks at it.
    void aDeviceThatIsEditedWhileSomebodyLooksAtItIsStillReadOften()
    {
        m_engine->watch({"pi-1"});
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, kPatience);
        DeviceConfig edited = somePi();
        edited.endpoint.host = "10.0.0.8";
        m_engine->saveDevices({edited});
        QTRY_COMPARE_WITH_TIMEOUT(state()->config.endpoint.host, edited.endpoint.host, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, kPatience);
        QCOMPARE(state()->pollInterval, Seconds{1});
    }
};

QTEST_GUILESS_MAIN(LocalEngineTest)
#include "tst_local_engine.moc"
