// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/DevicePoller.h"
#include "core/fleet/SshLink.h"
#include "core/simulation/DemoFleet.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"
#include "tests/support/ScriptedPrompter.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <set>

using namespace piuptime;
using namespace piuptime::fleet;
using namespace piuptime::simulation;

namespace {

constexpr int kPatience = 60'000; // ms

}

/// What the console says about a Pi that starts again.
class RebootTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        DemoFleet::Options options;
        options.network = 96;
        options.count = 16;
        auto fleet = DemoFleet::start(options);
        QVERIFY2(fleet, fleet ? "" : fleet.error().describe().c_str());
        m_fleet = std::move(*fleet);
        m_ssh.hostKeys = std::make_shared<ssh::HostKeys>(m_fleet->knownHostsFile());
        m_ssh.keys = std::make_shared<ssh::Identities>();
        const auto full = std::ranges::find(m_fleet->profiles(), Story::DiskFull, &PiProfile::story);
        QVERIFY(full != m_fleet->profiles().end());
        m_index = static_cast<std::size_t>(full - m_fleet->profiles().begin());
    }

    void itsDiskIsStillFullWhileNothingWasToldAboutIt()
    {
        StateBoard board([] {});
        PollingOptions polling;
        polling.fast = Seconds{1};
        polling.backoff = {Milliseconds{100}, Milliseconds{500}, 2.0};
        polling.breaker = {1000, Milliseconds{1000}}; // starting takes it a while
        const auto person = std::make_shared<test::ScriptedPrompter>();
        const auto open = [this, person](DeviceConfig device) { return openSshLink(std::move(device), m_ssh, person); };
        const DeviceConfig device = m_fleet->devices()[m_index];
        DevicePoller poller(device, {std::make_shared<SystemClock>(), open, &board, nullptr, polling, {}});
        const auto level = [&] { return board.find(device.id)->health.level; };
        poller.start({});
        QTRY_VERIFY_WITH_TIMEOUT(level() == HealthLevel::Attention, kPatience);

        const std::string formerBoot = board.find(device.id)->latest.bootId;
        (void)board.take();
        m_fleet->server().reboot(m_index);
        std::vector<Event> events;
        const auto hasRebooted = [&] {
            for (Event &event : board.take().events)
                events.push_back(std::move(event));
            return std::ranges::find(events, EventKind::Rebooted, &Event::kind) != events.end();
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasRebooted(), kPatience);
        std::set<MonoTime> since; // the second of them is the slow one
        const auto readingsSince = [&] {
            if (const Reading &latest = board.find(device.id)->latest; latest.bootId != formerBoot)
                since.insert(latest.receivedMono);
            return since.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(readingsSince() >= 3, kPatience);
        QVERIFY(level() == HealthLevel::Attention);
        QVERIFY(hasRebooted()); // takes the last events
        for (const Event &event : events)
            QVERIFY2(!QString::fromStdString(event.detail).endsWith(QStringLiteral("-> ok")), event.detail.c_str());

        QSignalSpy stopped(&poller, &DevicePoller::stopped);
        poller.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty(), kPatience);
    }

private:
    std::unique_ptr<DemoFleet> m_fleet;
    ssh::SessionOptions m_ssh;
    std::size_t m_index = 0;
};

QTEST_GUILESS_MAIN(RebootTest)
#include "RebootTest.moc"
