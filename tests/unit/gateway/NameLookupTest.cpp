// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/NameLookup.h"

#include <QTest>

#include <map>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace std::chrono_literals;

namespace {

constexpr NameLookup::Pauses kSoon{.known = 1ms, .unknown = 1ms, .longest = 4ms};

/// A name server whose entries change.
class Names
{
public:
    void set(const std::string &name, const std::string &address)
    {
        const std::scoped_lock lock(m_mutex);
        m_addresses[name] = address;
    }
    void remove(const std::string &name)
    {
        const std::scoped_lock lock(m_mutex);
        m_addresses.erase(name);
    }
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] NameLookup::Resolve resolve()
    {
        return [this](const std::string &name) -> Result<net::Address> {
            const std::scoped_lock lock(m_mutex);
            ++m_asked;
            const auto found = m_addresses.find(name);
            if (found == m_addresses.end())
                return fail(ErrorKind::NotFound, "no such host", name);
            return net::Address::resolve(found->second);
        };
    }

private:
    std::mutex m_mutex;
    std::map<std::string, std::string> m_addresses;
    std::atomic<int> m_asked{0};
};

std::string hostOf(const Endpoint &endpoint)
{
    const Endpoint::Place place = endpoint.place();
    return place.turn == 0 ? "nowhere" : place.address.host();
}

} // namespace

class NameLookupTest : public QObject
{
    Q_OBJECT

    Names m_names; ///< outlives the thread's last question

private slots:
    void aNameThatIsKnownIsFoundBeforeAnybodyAsks()
    {
        m_names.set("attic:80", "10.0.0.5:80");
        NameLookup lookup(m_names.resolve(), {});
        const auto endpoint = std::make_shared<Endpoint>(0, "attic:80");
        QCOMPARE(endpoint->state({}), Endpoint::State::Unresolved);
        lookup.follow(endpoint);
        QVERIFY(lookup.waitForFirst(10s));
        QCOMPARE(hostOf(*endpoint), std::string("10.0.0.5"));
        QCOMPARE(endpoint->state({}), Endpoint::State::Well);
    }

    void aNameThatIsUnknownIsAskedForUntilItIsKnown()
    {
        NameLookup lookup(m_names.resolve(), kSoon);
        const auto endpoint = std::make_shared<Endpoint>(0, "cellar:80");
        lookup.follow(endpoint);
        QVERIFY(lookup.waitForFirst(10s));
        QCOMPARE(endpoint->state({}), Endpoint::State::Unresolved);
        m_names.set("cellar:80", "10.0.0.6:80");
        QTRY_COMPARE(hostOf(*endpoint), std::string("10.0.0.6"));
    }

    void anEndpointMovesWithItsNameAndStaysWhenTheNameIsLost()
    {
        m_names.set("roof:80", "10.0.0.7:80");
        NameLookup lookup(m_names.resolve(), kSoon);
        const auto endpoint = std::make_shared<Endpoint>(0, "roof:80");
        lookup.follow(endpoint);
        QTRY_COMPARE(hostOf(*endpoint), std::string("10.0.0.7"));
        QCOMPARE(endpoint->placeTurn(), 1U);
        m_names.set("roof:80", "10.0.0.8:80");
        QTRY_COMPARE(hostOf(*endpoint), std::string("10.0.0.8"));
        QCOMPARE(endpoint->placeTurn(), 2U);
        m_names.remove("roof:80");
        const int before = m_names.asked();
        QTRY_VERIFY(m_names.asked() > before + 2);
        QCOMPARE(hostOf(*endpoint), std::string("10.0.0.8"));
    }

    void anEndpointThatFailsIsLookedUpSooner()
    {
        constexpr NameLookup::Pauses kLate{.known = 1h, .unknown = 1h, .longest = 1h, .failed = 1ms};
        m_names.set("barn:80", "10.0.0.9:80");
        NameLookup lookup(m_names.resolve(), kLate);
        const auto endpoint = std::make_shared<Endpoint>(0, "barn:80");
        lookup.follow(endpoint);
        QVERIFY(lookup.waitForFirst(10s));
        const OutlierRule rule{.failuresInARow = 1};
        const MonoTime now = std::chrono::steady_clock::now();
        endpoint->failed(now, rule, true);
        QCOMPARE(endpoint->state(now), Endpoint::State::Ejected);
        m_names.set("barn:80", "10.0.0.10:80");
        endpoint->failed(now, rule, true);
        QTRY_COMPARE(hostOf(*endpoint), std::string("10.0.0.10"));
        QCOMPARE(endpoint->state(now), Endpoint::State::Well); // what it met was at another place
        m_names.set("barn:80", "10.0.0.11:80");
        endpoint->checked(false, now, {});
        QTRY_COMPARE(hostOf(*endpoint), std::string("10.0.0.11"));
    }

    void nobodyWaitsForAResolverThatHangs()
    {
        auto gate = std::make_shared<std::mutex>();
        std::unique_lock closed(*gate);
        {
            NameLookup lookup(
                [gate](const std::string &name) -> Result<net::Address> {
                    const std::scoped_lock lock(*gate);
                    return fail(ErrorKind::NotFound, "no such host", name);
                },
                {});
            const auto endpoint = std::make_shared<Endpoint>(0, "attic:80");
            lookup.follow(endpoint);
            QVERIFY(!lookup.waitForFirst(20ms));
        } // returns while the resolver is asked
        closed.unlock();
    }
};

QTEST_GUILESS_MAIN(NameLookupTest)
#include "NameLookupTest.moc"
