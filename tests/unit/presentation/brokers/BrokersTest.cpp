// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/brokers/BindingListModel.h"
#include "app/presentation/brokers/BindingTexts.h"
#include "app/presentation/brokers/BrokerDraft.h"
#include "app/presentation/brokers/BrokerTexts.h"
#include "app/presentation/brokers/TrafficModel.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;

namespace {

const UtcTime kNow = fromMsUtc(1'790'000'000'000);

TopicTraffic topic(const std::string &name, std::uint64_t messages, const std::string &format = "agent")
{
    TopicTraffic topic;
    topic.topic = name;
    topic.format = format;
    topic.messages = messages;
    topic.bytes = messages * 10;
    topic.sample = "payload of " + name;
    topic.at = kNow;
    return topic;
}

BrokerTraffic traffic(std::vector<TopicTraffic> topics)
{
    BrokerTraffic traffic;
    for (const TopicTraffic &each : topics)
        traffic.messages += each.messages;
    traffic.topics = std::move(topics);
    return traffic;
}

/// A model that looks at a broker.
struct Watch {
    Watch() { model.setBroker("attic"); }

    void tell(std::vector<TopicTraffic> topics)
    {
        engine.setTraffic(traffic(std::move(topics)));
        QSignalSpy refreshed(&model, &TrafficModel::refreshed);
        model.refresh();
        QVERIFY(refreshed.wait());
    }
    [[nodiscard]] QString at(int row, int column) const { return model.index(row, column).data().toString(); }
    [[nodiscard]] QStringList topics() const
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(at(row, TrafficModel::TopicColumn));
        return names;
    }

    TestClock clock{kNow};
    FakeEngine engine;
    TrafficModel model{engine, clock};
};

} // namespace

class BrokersTest : public QObject
{
    Q_OBJECT
private slots:
    void aBindingShowsWhatItWouldGiveBeforeItIsSaved()
    {
        Binding binding;
        binding.topic = "garden/air";
        binding.path = "air.t";
        binding.metric = Metric::AmbientTemperature;
        TopicMessage message;
        const auto preview = [&] { return BindingTexts::preview(binding, message, kNow + Seconds{3}); };
        QVERIFY(!preview().isValue); // nothing has come
        message = {R"({"air":{"t":"70.5","name":"shed"}})", false, kNow, 1};
        binding.scale = 5. / 9;
        binding.offset = -160. / 9;
        QCOMPARE(preview(), (BindingPreview{u"21.4\u00a0°C, 3\u00a0s ago"_s, true}));
        message.retained = true; // of any age
        QCOMPARE(preview().text, u"21.4\u00a0°C, kept by the broker"_s);
        binding.metric = Metric::ContactOpen;
        binding.scale = 1;
        binding.offset = 0;
        message.payload = R"({"air":{"t":"on"}})";
        QCOMPARE(preview().text, u"open, kept by the broker"_s);
    }

    void aBindingThatGivesNoValueSaysWhy()
    {
        Binding binding;
        binding.path = "air.t";
        binding.metric = Metric::AmbientTemperature;
        const auto why = [&](const char *payload) {
            const BindingPreview preview = BindingTexts::preview(binding, {payload, false, kNow, 1}, kNow);
            return preview.isValue ? u"a value"_s : preview.text;
        };
        QVERIFY(why("{\"a\":1}").contains(u"nothing at this place"_s));
        QVERIFY(why("{\"air\":{\"t\":\"warm\"}}").contains(u"no number"_s));
        QVERIFY(why("{\"air\":{\"t\":9999}}").contains(u"scale and offset"_s));
        QVERIFY(why("{\"air\":").contains(u"no JSON"_s));
        binding.path = "air[";
        QVERIFY(why("{}").contains(u"no way to a value"_s));
        binding.path.clear();
        QCOMPARE(why("21.5"), u"a value"_s);
    }

    void whatIsBoundIsListedWithWhatItGaveLast()
    {
        TestClock clock{kNow};
        FakeEngine engine;
        Binding onPi;
        onPi.topic = "pi/air";
        onPi.metric = Metric::AmbientTemperature;
        onPi.instance = "roof";
        onPi.device = "pi";
        Binding anew;
        anew.topic = "garden/door";
        anew.metric = Metric::ContactOpen;
        anew.device = "Shed";
        anew.broker = "attic";
        Binding elsewhere = anew;
        elsewhere.broker = "cellar";
        DeviceState pi = examplePi("pi", "kitchen");
        pi.boundAt[{Metric::AmbientTemperature, "roof"}] = kNow - Seconds{90};
        setValue(pi, Metric::AmbientTemperature, 21.5, "roof");
        engine.set(pi);
        engine.setBindings({onPi, anew, elsewhere});
        BindingListModel model(engine, clock);
        model.setBroker("attic");
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(text(0, BindingListModel::DeviceColumn), u"Shed"_s); // nobody has it yet
        QCOMPARE(text(0, BindingListModel::LatestColumn), u"nothing yet"_s);
        QCOMPARE(text(1, BindingListModel::DeviceColumn), u"kitchen"_s);
        QCOMPARE(text(1, BindingListModel::LatestColumn), u"21.5\u00a0°C, 1\u00a0min ago"_s);
        engine.setBindings({});
        QCOMPARE(model.rowCount(), 0);
    }

    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void aFormThatIsNotTouchedChangesNothing()
    {
        BrokerConfig plain;
        plain.name = "attic";
        plain.host = "broker.example";
        BrokerConfig full{"cellar", "fe80::1", 1884,    true,    "/ca.pem", "/client.pem",
                          "/key",   "pi",      "a/b/c", "share", false,     false};
        BrokerConfig cluster = plain;
        cluster.others = {{"10.0.0.2", kMqttPort}, {"fd00::3", 1885}};
        for (const BrokerConfig &config : {plain, full, cluster}) {
            const BrokerDraft draft = BrokerDraft::of(config);
            QVERIFY(draft.isValid({}));
            QVERIFY(draft.config() == config);
        }
    }

    void aPortThatIsNotNamedIsTheUsualOneOfMqtt()
    {
        BrokerDraft draft = BrokerDraft::of({});
        draft.address = u" Broker.Example "_s;
        QCOMPARE(draft.config().port, kMqttPort);
        QCOMPARE(draft.config().host, std::string("broker.example"));
        QCOMPARE(draft.config().name, std::string("broker.example"));
        draft.tls = true;
        QCOMPARE(draft.config().port, kMqttTlsPort);
        draft.address = u"broker.example:22"_s;
        QCOMPARE(draft.config().port, std::uint16_t{22});
        QCOMPARE(brokerAddress(draft.config()), u"broker.example:22"_s);
        draft.address = u"[fe80::2]:1999"_s;
        QCOMPARE(draft.config().port, std::uint16_t{1999});
        draft.address = u"fe80::2"_s;
        QCOMPARE(draft.config().port, kMqttTlsPort);
        QCOMPARE(brokerAddress(draft.config()), u"fe80::2"_s);
    }

    void theAddressesOfAClusterStandInOneField()
    {
        BrokerDraft draft = BrokerDraft::of({});
        draft.address = u"One.example, 10.0.0.2:1884 ,[fd00::3]:1885"_s;
        QVERIFY(draft.isValid({}));
        QCOMPARE(draft.config().host, std::string("one.example"));
        QVERIFY(draft.config().others == (std::vector<BrokerAddress>{{"10.0.0.2", 1884}, {"fd00::3", 1885}}));
        QCOMPARE(brokerAddress(draft.config()), u"one.example, 10.0.0.2:1884, [fd00::3]:1885"_s);
        for (const QString &wrong : {u"one.example,"_s, u"one.example, One.example"_s, u"one.example, b c"_s}) {
            draft.address = wrong;
            QVERIFY2(!draft.isValid({}), qPrintable(wrong));
        }
    }

    void eachFieldSaysWhatIsWrongWithIt()
    {
        using Field = BrokerDraft::Field;
        BrokerDraft draft = BrokerDraft::of({});
        const auto wrong = [&](Field field) {
            BrokerConfig other;
            other.name = "attic";
            return !draft.problems({other})[static_cast<std::size_t>(field)].isEmpty();
        };
        QVERIFY(wrong(Field::Address));
        draft.address = u"pi@broker"_s; // the user has a field of its own
        QVERIFY(wrong(Field::Address));
        draft.address = u"attic"_s;
        QVERIFY(!wrong(Field::Address));
        QVERIFY(wrong(Field::Name)); // that of the host is taken
        draft.name = u"another"_s;
        QVERIFY(!wrong(Field::Name));
        draft.topic = u"a/#"_s;
        QVERIFY(wrong(Field::Topic));
        draft.group = u"a/b"_s;
        QVERIFY(wrong(Field::Group));
        draft.keyFile = u"/key"_s;
        QVERIFY(!wrong(Field::CertificateFile)); // nobody needs it
        draft.tls = true;
        QVERIFY(wrong(Field::CertificateFile));
    }

    void aStateIsToldInWords()
    {
        BrokerState state;
        state.name = "attic";
        QCOMPARE(BrokerTexts::state(nullptr, kNow), u"Switched off"_s);
        state.connection = BrokerState::Connection::Connected;
        QCOMPARE(BrokerTexts::state(&state, kNow), u"Connected, MQTT 5"_s);
        state.isOldProtocol = true;
        QCOMPARE(BrokerTexts::state(&state, kNow), u"Connected, MQTT 3.1.1"_s);
        BrokerConfig shared;
        shared.group = "consoles";
        QVERIFY(BrokerTexts::detail(shared, &state).contains(u"reads everything"_s));
        QVERIFY(BrokerTexts::detail({}, &state).isEmpty());
        state.connection = BrokerState::Connection::Waiting;
        state.error = Error{ErrorKind::Unauthorized, "not authorised", {}};
        state.nextAttemptAt = kNow + Milliseconds(11'200);
        QCOMPARE(BrokerTexts::state(&state, kNow), u"Not connected, again in 12\u00A0s"_s);
        QCOMPARE(BrokerTexts::detail({}, &state), u"Sign-in refused: not authorised"_s);
    }

    void theLoudestTopicComesFirst()
    {
        Watch watch;
        watch.tell({topic("b", 5), topic("a", 5), topic("c", 90)});
        QCOMPARE(watch.topics(), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
        QCOMPARE(watch.at(0, TrafficModel::MessagesColumn), u"90"_s);
        watch.model.sort(TrafficModel::TopicColumn, Qt::AscendingOrder);
        QCOMPARE(watch.topics(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    }

    void aChosenTopicStaysChosenWhileOthersOvertakeIt()
    {
        Watch watch;
        watch.tell({topic("a", 9), topic("b", 5), topic("c", 1)});
        const QPersistentModelIndex chosen = watch.model.index(0, 0);
        const QPersistentModelIndex last = watch.model.index(2, 0);
        QSignalSpy resets(&watch.model, &QAbstractItemModel::modelReset);
        watch.tell({topic("a", 9), topic("b", 50), topic("new", 70), topic("c", 1)});
        QCOMPARE(watch.topics(), (QStringList{u"new"_s, u"b"_s, u"a"_s, u"c"_s}));
        QCOMPARE(chosen.row(), 2);
        watch.tell({topic("a", 9), topic("b", 50)}); // the broker was connected anew
        QCOMPARE(watch.topics(), (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(chosen.row(), 1);
        QVERIFY(!last.isValid());
        QVERIFY(resets.isEmpty());
    }

    void nothingMovesWhenNothingChanges()
    {
        Watch watch;
        watch.tell({topic("a", 9), topic("b", 5)});
        QSignalSpy moves(&watch.model, &QAbstractItemModel::layoutChanged);
        QSignalSpy inserted(&watch.model, &QAbstractItemModel::rowsInserted);
        watch.tell({topic("a", 10), topic("b", 6)});
        QVERIFY(moves.isEmpty() && inserted.isEmpty());
        QCOMPARE(watch.at(0, TrafficModel::MessagesColumn), u"10"_s);
    }

    void aFilterLooksAtTopicKindAndPayload()
    {
        Watch watch;
        watch.tell({topic("tele/lamp", 9, "tasmota"), topic("site/pi", 5), topic("x", 3, "")});
        watch.model.setFilter(u"TASMO lamp"_s);
        QCOMPARE(watch.topics(), QStringList{u"tele/lamp"_s});
        watch.model.setFilter(u"payload of x"_s);
        QCOMPARE(watch.topics(), QStringList{u"x"_s});
        QCOMPARE(watch.at(0, TrafficModel::FormatColumn), u"unknown"_s);
        watch.model.setFilter({});
        QCOMPARE(watch.model.rowCount(), 3);
    }

    void aRateIsCountedOverTheLastMinuteAtMost()
    {
        Watch watch;
        watch.tell({topic("a", 1000)});
        QCOMPARE(watch.at(0, TrafficModel::RateColumn), u"–"_s); // once is no rate
        for (int second = 1; second <= 40; ++second) {
            watch.clock.advance(Milliseconds(1000));
            watch.tell({topic("a", 1000 + static_cast<std::uint64_t>(second) * 20)});
        }
        QCOMPARE(watch.at(0, TrafficModel::RateColumn), u"20/s"_s);
        for (int second = 1; second <= 61; ++second) {
            watch.clock.advance(Milliseconds(1000));
            watch.tell({topic("a", 1800)});
        }
        QCOMPARE(watch.at(0, TrafficModel::RateColumn), u"0/s"_s);
        QCOMPARE(BrokerTexts::rate(0.1), u"6.0/min"_s);
    }

    void thousandsOfTopicsMoveInOneStep()
    {
        Watch watch;
        std::vector<TopicTraffic> topics;
        for (std::uint64_t i = 0; i < 5000; ++i)
            topics.push_back(topic("topic/" + std::to_string(i), i));
        watch.tell(topics);
        for (TopicTraffic &each : topics)
            each.messages = 10'000 - each.messages;
        QSignalSpy moves(&watch.model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changes(&watch.model, &QAbstractItemModel::dataChanged);
        watch.tell(topics);
        QCOMPARE(moves.size(), 1);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(watch.at(0, TrafficModel::TopicColumn), u"topic/0"_s);
        QSignalSpy removals(&watch.model, &QAbstractItemModel::rowsRemoved);
        watch.model.setFilter(u"topic/1"_s);
        QCOMPARE(removals.size(), 1);
        QCOMPARE(watch.model.rowCount(), 1111);
    }

    void aFailureKeepsWhatWasTold()
    {
        Watch watch;
        watch.tell({topic("a", 1)});
        watch.engine.setTraffic(tl::unexpected(Error{ErrorKind::NotFound, "there is none", {}}));
        watch.model.refresh();
        QTRY_VERIFY(watch.model.status() == TrafficModel::Status::Failed);
        QCOMPARE(watch.model.rowCount(), 1);
        watch.model.setBroker("another");
        QCOMPARE(watch.model.rowCount(), 0);
        QVERIFY(!watch.model.error());
    }
};

QTEST_GUILESS_MAIN(BrokersTest)
#include "BrokersTest.moc"
