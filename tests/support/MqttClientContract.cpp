// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/MqttClientContract.h"

#include "tests/support/Certificates.h"
#include "tests/support/TcpProxy.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <set>

// Starts a broker or fails the test.
#define BROKER(name, ...)                                                                                              \
    auto name##Started = MosquittoBroker::start(__VA_ARGS__);                                                          \
    QVERIFY2(name##Started, name##Started ? "" : name##Started.error().describe().c_str());                            \
    const auto name = std::move(*name##Started)

namespace piuptime::test {
namespace {

using namespace std::chrono_literals;
constexpr int kPatienceMs = 15'000;

mqtt::Outgoing toSend(std::string topic, std::string payload, mqtt::Retain retain = mqtt::Retain::No)
{
    return {std::move(topic), std::move(payload), mqtt::Qos::AtLeastOnce, retain};
}

quint16 portWithoutBroker()
{
    QTcpServer taken;
    return taken.listen(QHostAddress::LocalHost) ? taken.serverPort() : 0;
}

QByteArray listenerWith(const CertificateAuthority &authority, const CertificateFiles &files)
{
    return QByteArray::fromStdString("cafile " + authority.file() + "\ncertfile " + files.certificate + "\nkeyfile "
                                     + files.key + "\n");
}

} // namespace

mqtt::ClientEvents MqttClientLog::events()
{
    mqtt::ClientEvents events;
    const auto keep = [this](auto &list, auto value) {
        const std::lock_guard lock(m_mutex);
        list.push_back(std::move(value));
    };
    events.connected = [this, keep](mqtt::Protocol used) { keep(m_connected, used); };
    events.disconnected = [this, keep](const Error &error, Milliseconds) { keep(m_disconnected, error); };
    events.message = [this, keep](const mqtt::Incoming &message) {
        keep(m_messages, Message{QByteArray(message.topic.data(), static_cast<qsizetype>(message.topic.size())),
                                 QByteArray(message.payload.data(), static_cast<qsizetype>(message.payload.size())),
                                 message.retained});
    };
    events.published = [this, keep](std::uint64_t number) { keep(m_published, number); };
    events.refused = [this, keep](const Error &error) { keep(m_refused, error); };
    return events;
}

mqtt::ClientOptions MqttClientContract::optionsFor(quint16 port, const char *id)
{
    mqtt::ClientOptions options;
    options.host = "127.0.0.1";
    options.port = port;
    options.clientId = id;
    options.backoff = {50ms, 200ms, 2.0};
    return options;
}

MqttClientContract::Peer MqttClientContract::connectTo(const mqtt::ClientOptions &options,
                                                       std::vector<mqtt::Subscription> filters)
{
    Peer peer{std::make_unique<MqttClientLog>(), nullptr};
    auto made = m_make(options, peer.log->events());
    if (!made) {
        qWarning("%s", made.error().describe().c_str());
        return peer;
    }
    peer.client = std::move(*made);
    peer.client->subscribe(std::move(filters));
    peer.client->start();
    return peer;
}

// A retained probe on a topic of its own tells when the subscriptions before it have been made.
#define READY(peer) QTRY_VERIFY_WITH_TIMEOUT(!(peer).log->connected().empty(), kPatienceMs)

void MqttClientContract::aMessageComesAsItWasSent_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("every byte") << [] {
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        return all;
    }();
    QTest::newRow("half a mebibyte") << QByteArray(512 * 1024, 'x');
}

void MqttClientContract::aMessageComesAsItWasSent()
{
    QFETCH(const QByteArray, payload);
    BROKER(broker, {});
    const Peer peer = connectTo(optionsFor(broker->port(), "both"), {{"a/+"}});
    READY(peer);
    QVERIFY(peer.client->publish(toSend("a/b", payload.toStdString())));
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->messages().size(), 1U, kPatienceMs);
    QCOMPARE(peer.log->messages()[0].topic, QByteArray("a/b"));
    QCOMPARE(peer.log->messages()[0].payload, payload);
    QVERIFY(!peer.log->messages()[0].retained);
}

void MqttClientContract::aRetainedMessageIsMarked()
{
    BROKER(broker, {});
    const Peer sender = connectTo(optionsFor(broker->port(), "sender"));
    READY(sender);
    QVERIFY(sender.client->publish(toSend("a/b", "old", mqtt::Retain::Yes)));
    QTRY_COMPARE_WITH_TIMEOUT(sender.log->published().size(), 1U, kPatienceMs);
    const Peer receiver = connectTo(optionsFor(broker->port(), "receiver"), {{"#"}});
    QTRY_COMPARE_WITH_TIMEOUT(receiver.log->messages().size(), 1U, kPatienceMs);
    QVERIFY(receiver.log->messages()[0].retained);
}

void MqttClientContract::aMessageIsAcknowledgedByItsNumber()
{
    BROKER(broker, {});
    const Peer peer = connectTo(optionsFor(broker->port(), "sender"));
    READY(peer);
    std::vector<std::uint64_t> numbers;
    for (int i = 0; i < 100; ++i)
        numbers.push_back(*peer.client->publish(toSend("a", std::to_string(i))));
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->published().size(), numbers.size(), kPatienceMs);
    std::vector<std::uint64_t> told = peer.log->published();
    std::ranges::sort(told);
    QCOMPARE(told, numbers);
}

void MqttClientContract::subscriptionsAreReplaced()
{
    BROKER(broker, {});
    const Peer peer = connectTo(optionsFor(broker->port(), "both"), {{"a"}, {"b"}});
    READY(peer);
    peer.client->subscribe({{"b"}, {"c"}});
    // The broker takes the messages of one client in their order: once the last has come, the first will not.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            (void)peer.client->publish(toSend("a", "gone"));
            (void)peer.client->publish(toSend("c", "new"));
            const auto messages = peer.log->messages();
            return std::ranges::any_of(messages, [](const auto &message) { return message.topic == "c"; });
        }(),
        kPatienceMs);
    const std::size_t before = peer.log->messages().size();
    QVERIFY(peer.client->publish(toSend("a", "gone")));
    QVERIFY(peer.client->publish(toSend("b", "kept")));
    QTRY_VERIFY_WITH_TIMEOUT(!peer.log->messages().empty() && peer.log->messages().back().topic == "b", kPatienceMs);
    const auto messages = peer.log->messages();
    QVERIFY(std::none_of(messages.begin() + static_cast<std::ptrdiff_t>(before), messages.end(),
                         [](const auto &message) { return message.topic == "a"; }));
}

void MqttClientContract::aSharedSubscriptionSplitsTheLoad()
{
    BROKER(broker, {});
    const Peer one = connectTo(optionsFor(broker->port(), "one"), {{"$share/consoles/load/#"}});
    const Peer two = connectTo(optionsFor(broker->port(), "two"), {{"$share/consoles/load/#"}});
    const Peer sender = connectTo(optionsFor(broker->port(), "sender"));
    READY(one);
    READY(two);
    READY(sender);
    const std::size_t count = 100;
    const auto both = [&] { return one.log->messages().size() + two.log->messages().size(); };
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            (void)sender.client->publish(toSend("load/probe", "is anybody there"));
            return !one.log->messages().empty() && !two.log->messages().empty();
        }(),
        kPatienceMs);
    for (std::size_t i = 0; i < count; ++i)
        QVERIFY(sender.client->publish(toSend("load/" + std::to_string(i), "x")));
    const auto seen = [&] {
        std::multiset<QByteArray> topics;
        for (const Peer *peer : {&one, &two}) {
            for (const auto &message : peer->log->messages()) {
                if (message.topic != "load/probe")
                    topics.insert(message.topic);
            }
        }
        return topics;
    };
    QTRY_COMPARE_WITH_TIMEOUT(seen().size(), count, kPatienceMs);
    const auto topics = seen();
    QCOMPARE(std::set<QByteArray>(topics.begin(), topics.end()).size(), count);
    QVERIFY(both() >= count);
}

void MqttClientContract::aSharedSubscriptionIsWithdrawnAndMadeAgain()
{
    BROKER(broker, {});
    const std::vector<mqtt::Subscription> shared{{"$share/consoles/load/#"}, {"mark"}};
    const Peer peer = connectTo(optionsFor(broker->port(), "both"), shared);
    READY(peer);
    const auto countOf = [&](const char *topic) {
        const auto messages = peer.log->messages();
        return std::ranges::count_if(messages, [&](const auto &message) { return message.topic == topic; });
    };
    const auto isBrought = [&](const char *topic) {
        (void)peer.client->publish(toSend(topic, "x"));
        return countOf(topic) > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBrought("load/before"), kPatienceMs);

    peer.client->subscribe({{"mark"}, {"withdrawn"}});
    QTRY_VERIFY_WITH_TIMEOUT(isBrought("withdrawn"), kPatienceMs);
    QVERIFY(peer.client->publish(toSend("load/between", "x")));
    QTRY_VERIFY_WITH_TIMEOUT(isBrought("mark"), kPatienceMs);
    QCOMPARE(countOf("load/between"), 0);

    peer.client->subscribe(shared);
    QTRY_VERIFY_WITH_TIMEOUT(isBrought("load/after"), kPatienceMs);
    QCOMPARE(peer.log->connected().size(), 1U);
}

void MqttClientContract::aSubscriptionThatIsWithdrawnAndWantedAtOnceIsThere()
{
    BROKER(broker, {});
    const Peer peer = connectTo(optionsFor(broker->port(), "both"), {{"a", mqtt::Qos::AtMostOnce}});
    READY(peer);
    for (int i = 0; i < 10; ++i)
        peer.client->subscribe({{"a", i % 2 == 0 ? mqtt::Qos::AtLeastOnce : mqtt::Qos::AtMostOnce}, {"b"}});
    // Before and after the broker has granted what was asked.
    for (const char *payload : {"early", "late"}) {
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                (void)peer.client->publish(toSend("a", payload));
                (void)peer.client->publish(toSend("b", payload));
                const auto messages = peer.log->messages();
                const auto isHere = [&](const char *topic) {
                    return std::ranges::any_of(messages, [&](const auto &message) {
                        return message.topic == topic && message.payload == payload;
                    });
                };
                return isHere("a") && isHere("b");
            }(),
            kPatienceMs);
    }
    QVERIFY(peer.log->refused().empty());
}

void MqttClientContract::aFilterThatIsNoneIsTold()
{
    BROKER(broker, {});
    const Peer peer = connectTo(optionsFor(broker->port(), "one"), {{"a/#/b"}, {"good"}});
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->refused().size(), 1U, kPatienceMs);
    QVERIFY(peer.log->refused()[0].detail.find("a/#/b") != std::string::npos);
    QVERIFY(peer.client->publish(toSend("good", "x")));
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->messages().size(), 1U, kPatienceMs);
    QVERIFY(!peer.client->publish(toSend("a/+", "x")));
    QVERIFY(!peer.client->publish(toSend("", "x")));
}

void MqttClientContract::theWillIsSentForAClientThatDies()
{
    BROKER(broker, {});
    TcpProxy proxy(broker->port());
    const Peer watcher = connectTo(optionsFor(broker->port(), "watcher"), {{"status"}});
    READY(watcher);
    mqtt::ClientOptions options = optionsFor(proxy.port(), "mortal");
    options.will = toSend("status", "offline", mqtt::Retain::Yes);
    const Peer mortal = connectTo(options);
    READY(mortal);
    proxy.cut();
    QTRY_VERIFY_WITH_TIMEOUT(!watcher.log->messages().empty(), kPatienceMs);
    QCOMPARE(watcher.log->messages()[0].payload, QByteArray("offline"));
    QTRY_VERIFY_WITH_TIMEOUT(mortal.log->connected().size() >= 2, kPatienceMs); // and comes back
}

void MqttClientContract::aClientThatSaysGoodbyeLeavesNoWill()
{
    BROKER(broker, {});
    const Peer watcher = connectTo(optionsFor(broker->port(), "watcher"), {{"status"}});
    READY(watcher);
    mqtt::ClientOptions options = optionsFor(broker->port(), "polite");
    options.will = toSend("status", "offline");
    const Peer polite = connectTo(options);
    READY(polite);
    QVERIFY(polite.client->publish(toSend("status", "going")));
    polite.client->stop(); // what was published before still goes out
    QTRY_VERIFY_WITH_TIMEOUT(!watcher.log->messages().empty(), kPatienceMs);
    QVERIFY(watcher.client->publish(toSend("status", "last")));
    QTRY_VERIFY_WITH_TIMEOUT(watcher.log->messages().back().payload == "last", kPatienceMs);
    QCOMPARE(watcher.log->messages().size(), 2U);
    QCOMPARE(watcher.log->messages()[0].payload, QByteArray("going"));
}

void MqttClientContract::aClientComesBackAfterTheBrokerDied()
{
    BROKER(broker, {});
    const Peer peer = connectTo(optionsFor(broker->port(), "one"), {{"a"}});
    READY(peer);
    broker->kill();
    QTRY_VERIFY_WITH_TIMEOUT(peer.log->disconnected().size() >= 2, kPatienceMs); // that it died, and an attempt
    QVERIFY(!peer.client->publish(toSend("a", "into the void")));
    const Result<void> again = broker->restart();
    QVERIFY2(again, again ? "" : again.error().describe().c_str());
    QTRY_VERIFY_WITH_TIMEOUT(peer.log->connected().size() == 2, kPatienceMs);
    QVERIFY(peer.client->publish(toSend("a", "back")));
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->messages().size(), 1U, kPatienceMs); // the subscription is there again
}

void MqttClientContract::aBrokerThatKnowsOnlyTheOldProtocolIsServed()
{
    BROKER(broker, {});
    TcpProxy old(broker->port());
    old.onFirstBytes([](const QByteArray &connect) {
        constexpr qsizetype kLevelAt = 8; // after type, length and "MQTT" with its own length
        const bool isNew = connect.size() > kLevelAt && connect.at(kLevelAt) == 5;
        return isNew ? QByteArray("\x20\x02\x00\x01", 4) : QByteArray();
    });
    const Peer peer = connectTo(optionsFor(old.port(), "one"), {{"a"}});
    READY(peer);
    QCOMPARE(peer.log->connected()[0], mqtt::Protocol::Mqtt311);
    QVERIFY(peer.client->publish(toSend("a", "x")));
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->messages().size(), 1U, kPatienceMs);

    mqtt::ClientOptions strict = optionsFor(old.port(), "two");
    strict.protocol = mqtt::Protocol::Mqtt5;
    const Peer other = connectTo(strict);
    QTRY_VERIFY_WITH_TIMEOUT(!other.log->disconnected().empty(), kPatienceMs);
    QVERIFY(other.log->disconnected()[0].detail.find("version of MQTT") != std::string::npos);
}

void MqttClientContract::aMessageLargerThanAllowedIsLeftToTheBroker()
{
    BROKER(broker, {});
    mqtt::ClientOptions options = optionsFor(broker->port(), "small");
    options.maxPacketBytes = 10'000;
    const Peer small = connectTo(options, {{"a"}});
    const Peer sender = connectTo(optionsFor(broker->port(), "sender"));
    READY(small);
    READY(sender);
    QVERIFY(sender.client->publish(toSend("a", std::string(50'000, 'x'))));
    QVERIFY(sender.client->publish(toSend("a", "fits")));
    QTRY_VERIFY_WITH_TIMEOUT(!small.log->messages().empty(), kPatienceMs);
    QCOMPARE(small.log->messages()[0].payload, QByteArray("fits"));
    QCOMPARE(small.log->connected().size(), 1U);
}

void MqttClientContract::aSessionKeepsWhatComesWhileTheClientIsAway()
{
    BROKER(broker, {});
    mqtt::ClientOptions options = optionsFor(broker->port(), "keeper");
    options.sessionExpiry = 600s;
    {
        const Peer first = connectTo(options, {{"a"}});
        READY(first);
        QVERIFY(first.client->publish(toSend("a", "to see that it is subscribed")));
        QTRY_COMPARE_WITH_TIMEOUT(first.log->messages().size(), 1U, kPatienceMs);
        first.client->stop();
    }
    const Peer sender = connectTo(optionsFor(broker->port(), "sender"));
    READY(sender);
    QVERIFY(sender.client->publish(toSend("a", "while away")));
    QTRY_COMPARE_WITH_TIMEOUT(sender.log->published().size(), 1U, kPatienceMs);
    const Peer again = connectTo(options, {{"a"}});
    QTRY_COMPARE_WITH_TIMEOUT(again.log->messages().size(), 1U, kPatienceMs);
    QCOMPARE(again.log->messages()[0].payload, QByteArray("while away"));
}

void MqttClientContract::withoutConnectionNothingIsTaken()
{
    MqttClientLog log;
    const auto client = m_make(optionsFor(1, "nobody"), log.events());
    QVERIFY(client);
    const auto published = (*client)->publish(toSend("a", "x"));
    QVERIFY(!published);
    QCOMPARE(published.error().kind, ErrorKind::Unreachable);
}

void MqttClientContract::whatIsOnItsWayIsBounded()
{
    BROKER(broker, {});
    mqtt::ClientOptions options = optionsFor(broker->port(), "one");
    options.maxOutgoing = 10;
    const Peer peer = connectTo(options);
    READY(peer);
    broker->freeze();
    int taken = 0;
    std::optional<Error> refused;
    for (int i = 0; i < 20 && !refused; ++i) {
        const auto published = peer.client->publish(toSend("a", "x"));
        if (published)
            ++taken;
        else
            refused = published.error();
    }
    broker->thaw();
    QCOMPARE(taken, 10);
    QCOMPARE(refused->kind, ErrorKind::Overloaded);
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->published().size(), 10U, kPatienceMs);
    QVERIFY(peer.client->publish(toSend("a", "x")));
}

void MqttClientContract::aWrongPasswordIsToldAsOne()
{
    BROKER(broker, {{}, {QStringLiteral("pi"), QStringLiteral("right")}});
    mqtt::ClientOptions options = optionsFor(broker->port(), "one");
    options.user = "pi";
    options.password = Secret("wrong");
    for (const mqtt::Protocol protocol : {mqtt::Protocol::Mqtt5, mqtt::Protocol::Mqtt311}) {
        options.protocol = protocol;
        const Peer peer = connectTo(options);
        QTRY_VERIFY_WITH_TIMEOUT(!peer.log->disconnected().empty(), kPatienceMs);
        QCOMPARE(peer.log->disconnected()[0].kind, ErrorKind::Unauthorized);
    }
    options.password = Secret("right");
    const Peer peer = connectTo(options);
    READY(peer);
}

void MqttClientContract::aPortWithoutBrokerIsTold()
{
    const Peer peer = connectTo(optionsFor(portWithoutBroker(), "one"));
    QTRY_VERIFY_WITH_TIMEOUT(!peer.log->disconnected().empty(), kPatienceMs);
    QCOMPARE(peer.log->disconnected()[0].kind, ErrorKind::Unreachable);
    QCOMPARE(peer.log->disconnected()[0].detail, "Connection refused");
}

void MqttClientContract::whatIsNoBrokerIsTold()
{
    QTcpServer web;
    QVERIFY(web.listen(QHostAddress::LocalHost));
    connect(&web, &QTcpServer::newConnection, this, [&web] {
        QTcpSocket *socket = web.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 200\r\n\r\n" + QByteArray(200, '.'));
        });
    });
    const Peer peer = connectTo(optionsFor(web.serverPort(), "one"));
    QTRY_VERIFY_WITH_TIMEOUT(!peer.log->disconnected().empty(), kPatienceMs);
    QCOMPARE(peer.log->disconnected()[0].kind, ErrorKind::Corrupt);
}

void MqttClientContract::aBrokerThatNeverAnswersIsGivenUp()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    mqtt::ClientOptions options = optionsFor(silent.serverPort(), "one");
    options.connectTimeout = 300ms;
    const Peer peer = connectTo(options);
    QTRY_VERIFY_WITH_TIMEOUT(peer.log->disconnected().size() >= 2, kPatienceMs);
    QCOMPARE(peer.log->disconnected()[0].kind, ErrorKind::Timeout);
}

void MqttClientContract::theNextAddressIsTriedWhenOneIsDead()
{
    BROKER(broker, {});
    mqtt::ClientOptions options = optionsFor(portWithoutBroker(), "one");
    options.others = {{"127.0.0.1", portWithoutBroker()}, {"127.0.0.1", broker->port()}};
    options.backoff = {60'000ms, 60'000ms, 1.0}; // only a round in which all are dead is followed by a wait
    const Peer peer = connectTo(options, {{"a"}});
    READY(peer);
    QVERIFY(peer.client->publish(toSend("a", "x")));
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->messages().size(), 1U, kPatienceMs);
    const auto failures = peer.log->disconnected();
    QCOMPARE(failures.size(), 2U);
    QVERIFY2(failures[0].describe().find("port " + std::to_string(options.port)) != std::string::npos,
             failures[0].describe().c_str());
    QVERIFY(failures[1].describe().find("port " + std::to_string(options.others[0].port)) != std::string::npos);
}

void MqttClientContract::theNextAddressIsTriedWhenAConnectionIsLost()
{
    BROKER(first, {});
    BROKER(second, {});
    mqtt::ClientOptions options = optionsFor(first->port(), "one");
    options.others = {{"127.0.0.1", second->port()}};
    const Peer peer = connectTo(options, {{"a"}});
    const Peer atSecond = connectTo(optionsFor(second->port(), "two"));
    READY(peer);
    READY(atSecond);
    first->kill();
    QTRY_COMPARE_WITH_TIMEOUT(peer.log->connected().size(), 2U, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            (void)atSecond.client->publish(toSend("a", "over there"));
            return !peer.log->messages().empty();
        }(),
        kPatienceMs);
}

void MqttClientContract::aCertificateMustBeForTheAddressInUse()
{
    const CertificateAuthority authority;
    BROKER(wrong, {listenerWith(authority, authority.issue("wrong", {"wrong", "DNS:elsewhere.example"}))});
    BROKER(right, {listenerWith(authority, authority.issue("right", {"right", "DNS:localhost"}))});
    mqtt::ClientOptions options = optionsFor(wrong->port(), "one");
    options.others = {{"localhost", right->port()}};
    options.tls = mqtt::TlsOptions{authority.file(), {}, {}};
    const Peer peer = connectTo(options);
    READY(peer);
    QCOMPARE(peer.log->disconnected().size(), 1U);
    QCOMPARE(peer.log->disconnected()[0].kind, ErrorKind::Unauthorized);
}

void MqttClientContract::aLinkThatGoesSilentIsGivenUp()
{
    BROKER(broker, {});
    TcpProxy proxy(broker->port());
    mqtt::ClientOptions options = optionsFor(proxy.port(), "one");
    options.keepAlive = 5s; // the least that MQTT clients of this kind take
    const Peer peer = connectTo(options);
    READY(peer);
    proxy.swallow();
    QTRY_VERIFY_WITH_TIMEOUT(!peer.log->disconnected().empty(), kPatienceMs);
    QCOMPARE(peer.log->disconnected()[0].kind, ErrorKind::Timeout);
    proxy.passOn();
    QTRY_VERIFY_WITH_TIMEOUT(peer.log->connected().size() == 2, kPatienceMs);
}

void MqttClientContract::anEndIsQuickWhateverTheBrokerDoes()
{
    BROKER(broker, {});
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const Peer connected = connectTo(optionsFor(broker->port(), "one"), {{"#"}});
    const Peer connecting = connectTo(optionsFor(silent.serverPort(), "two"));
    mqtt::ClientOptions patient = optionsFor(1, "three");
    patient.backoff = {60'000ms, 60'000ms, 1.0};
    const Peer waiting = connectTo(patient);
    READY(connected);
    QTRY_VERIFY_WITH_TIMEOUT(!waiting.log->disconnected().empty(), kPatienceMs);
    broker->freeze();
    for (const Peer *peer : {&connected, &connecting, &waiting})
        peer->client->stop(); // the test's own time limit ends one that hangs
    broker->thaw();
    const std::size_t told = connected.log->messages().size();
    QVERIFY(!connected.client->publish(toSend("a", "x")) || connected.log->messages().size() == told);
}

void MqttClientContract::aBrokerIsTrustedByItsCertificate()
{
    const CertificateAuthority authority;
    BROKER(broker, {listenerWith(authority, authority.issue("broker", {}))});
    for (const char *host : {"127.0.0.1", "localhost"}) {
        mqtt::ClientOptions options = optionsFor(broker->port(), "one");
        options.host = host;
        options.tls = mqtt::TlsOptions{authority.file(), {}, {}};
        const Peer peer = connectTo(options, {{"a"}});
        READY(peer);
        QVERIFY(peer.client->publish(toSend("a", std::string(100'000, 'x'))));
        QTRY_COMPARE_WITH_TIMEOUT(peer.log->messages().size(), 1U, kPatienceMs);
    }
}

void MqttClientContract::aBrokerThatCannotBeTrustedIsRefused_data()
{
    QTest::addColumn<QString>("hosts");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("foreign");
    QTest::addColumn<QByteArray>("reason");
    const QString here = QStringLiteral("DNS:localhost,IP:127.0.0.1");
    QTest::newRow("expired") << here << -48 << -24 << false << QByteArray("expired");
    QTest::newRow("not valid yet") << here << 24 << 48 << false << QByteArray("not yet valid");
    QTest::newRow("of another name") << QStringLiteral("DNS:elsewhere.example") << -1 << 24 << false
                                     << QByteArray("mismatch");
    QTest::newRow("of an authority that nobody knows") << here << -1 << 24 << true << QByteArray("self-signed");
}

void MqttClientContract::aBrokerThatCannotBeTrustedIsRefused()
{
    QFETCH(const QString, hosts);
    QFETCH(const int, from);
    QFETCH(const int, to);
    QFETCH(const bool, foreign);
    QFETCH(const QByteArray, reason);
    const CertificateAuthority known;
    const CertificateAuthority stranger;
    const CertificateAuthority &authority = foreign ? stranger : known;
    const CertificateFiles files =
        authority.issue("broker", {"broker", hosts.toStdString(), std::chrono::hours(from), std::chrono::hours(to)});
    BROKER(broker, {listenerWith(authority, files), {QStringLiteral("pi"), QStringLiteral("secret")}});
    mqtt::ClientOptions options = optionsFor(broker->port(), "one");
    options.tls = mqtt::TlsOptions{known.file(), {}, {}};
    options.user = "pi";
    options.password = Secret("secret");
    const Peer peer = connectTo(options);
    QTRY_VERIFY_WITH_TIMEOUT(!peer.log->disconnected().empty(), kPatienceMs);
    const Error error = peer.log->disconnected()[0];
    QVERIFY2(error.kind == ErrorKind::Unauthorized, error.describe().c_str());
    QVERIFY2(error.detail.find(reason.toStdString()) != std::string::npos, error.detail.c_str());
    QVERIFY(peer.log->connected().empty());
}

void MqttClientContract::aClientShowsItsOwnCertificate()
{
    const CertificateAuthority authority;
    BROKER(broker, {listenerWith(authority, authority.issue("broker", {})) + "require_certificate true\n"});
    const CertificateFiles mine = authority.issue("client", {"pi-7", {}});
    mqtt::ClientOptions options = optionsFor(broker->port(), "one");
    options.tls = mqtt::TlsOptions{authority.file(), mine.certificate, mine.key};
    const Peer peer = connectTo(options);
    READY(peer);
}

void MqttClientContract::aClientWithoutCertificateIsToldThatItNeedsOne()
{
    const CertificateAuthority authority;
    BROKER(broker, {listenerWith(authority, authority.issue("broker", {})) + "require_certificate true\n"});
    mqtt::ClientOptions options = optionsFor(broker->port(), "one");
    options.tls = mqtt::TlsOptions{authority.file(), {}, {}};
    const Peer peer = connectTo(options);
    QTRY_VERIFY_WITH_TIMEOUT(!peer.log->disconnected().empty(), kPatienceMs);
    const Error error = peer.log->disconnected()[0];
    QVERIFY2(error.kind == ErrorKind::Unauthorized, error.describe().c_str());
    QVERIFY2(error.detail.find("certificate") != std::string::npos, error.detail.c_str());
}

void MqttClientContract::filesThatAreNoneAreTold()
{
    const CertificateAuthority authority;
    const CertificateFiles one = authority.issue("one", {});
    const CertificateFiles two = authority.issue("two", {});
    const std::vector<mqtt::TlsOptions> wrong{
        {"/nonexistent/ca.pem", {}, {}},
        {authority.file(), "/nonexistent/one.pem", one.key},
        {authority.file(), one.certificate, "/nonexistent/one.key"},
        {authority.file(), one.certificate, two.key},
        {one.key, {}, {}},
    };
    for (const mqtt::TlsOptions &tls : wrong) {
        mqtt::ClientOptions options = optionsFor(1, "one");
        options.tls = tls;
        const auto made = m_make(options, {});
        QVERIFY(!made);
        QCOMPARE(made.error().kind, ErrorKind::InvalidInput);
    }
}

} // namespace piuptime::test
