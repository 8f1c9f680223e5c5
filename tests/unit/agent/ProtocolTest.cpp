// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/Sender.h"
#include "core/agent/protocol/Command.h"
#include "core/agent/protocol/Reply.h"
#include "core/agent/protocol/Report.h"
#include "core/agent/protocol/Topics.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::agent;

class ProtocolTest : public QObject
{
    Q_OBJECT
private slots:
    void aTopicTellsAgentAndChannel();
    void anAgentIsNamedByWhatIsItsOwn();
    void aReplyComesBackAsItWas();
    void aReplyThatMakesNoSenseIsRefused_data();
    void aReplyThatMakesNoSenseIsRefused();
    void aReportComesBackAsItWas();
    void whatALaterVersionSaysIsPassedOver();
    void aSignedCommandIsTaken();
    void aCommandThatWasChangedIsRefused();
    void aCommandOfAStrangerIsRefused();
    void aCommandCannotBeSmuggledIntoAnother();
    void aKeyIsReadAsItIsWritten();
    void whatCameOfACommandComesBackAsItWas();

private:
    [[nodiscard]] static Command command()
    {
        return {"10000000abcd", "00ff", fromMsUtc(1764150000000), {Action::Kind::RestartUnit, "nginx.service"}};
    }
};

void ProtocolTest::aTopicTellsAgentAndChannel()
{
    const std::string topic = topicOf("site/piuptime", "10000000abcd", Channel::Live);
    QCOMPARE(topic, "site/piuptime/10000000abcd/live");
    const auto parsed = parseTopic("site/piuptime", topic);
    QVERIFY(parsed);
    QCOMPARE(parsed->agent, "10000000abcd");
    QCOMPARE(parsed->channel, Channel::Live);
    for (const std::string_view other :
         {"site/piuptime", "site/piuptime/", "site/piuptime/a", "site/piuptime/a/lives", "site/piuptime/a/b/live",
          "site/piuptime//live", "site/piuptimes/a/live", "site/piuptime/A/live", "site/piuptime/a b/live"})
        QVERIFY2(!parseTopic("site/piuptime", other), other.data());
    const std::string longName(kMaxAgentName + 1, 'a');
    QVERIFY(!parseTopic("p", topicOf("p", longName, Channel::Live)));
}

void ProtocolTest::anAgentIsNamedByWhatIsItsOwn()
{
    QCOMPARE(agentName({"10000000ABCD", "dc:a6:32:01:02:03", "pi", {}, 0}), "10000000abcd");
    QCOMPARE(agentName({"", "dc:a6:32:01:02:03", "pi", {}, 0}), "dca632010203");
    QCOMPARE(agentName({"", "", "Küche/+#", {}, 0}), "k__che___");
    QCOMPARE(agentName({}), "unknown");
    QVERIFY(isAgentName(agentName({"", "", std::string(500, 'x'), {}, 0})));
}

void ProtocolTest::aReplyComesBackAsItWas()
{
    const Reply reply{{{"boot-1", 3, 17}, {"boot-2", 0, 0}}, true};
    const auto decoded = decodeReply(encodeReply(reply));
    QVERIFY(decoded);
    QCOMPARE(*decoded, reply);
    QCOMPARE(*decodeReply(""), Reply{});
}

void ProtocolTest::aReplyThatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("backwards") << QByteArray("stored boot 5 4");
    QTest::newRow("no numbers") << QByteArray("stored boot a b");
    QTest::newRow("cut off") << QByteArray("stored boot 5");
    QTest::newRow("more than a line may have") << QByteArray("stored boot 5 6 7");
    QTest::newRow("beyond every number") << QByteArray("stored boot 0 18446744073709551615");
    QTest::newRow("a boot id without end") << QByteArray("stored " + QByteArray(5000, 'x') + " 1 2");
    QTest::newRow("a flood") << QByteArray("stored boot 1 2\n").repeated(Reply::kMostStored + 1);
}

void ProtocolTest::aReplyThatMakesNoSenseIsRefused()
{
    QFETCH(const QByteArray, message);
    QVERIFY(!decodeReply(message.toStdString()));
}

void ProtocolTest::aReportComesBackAsItWas()
{
    const Report report{"0.1.0", Seconds{30},        12,     3,
                        1,       "the disk is full", "00ff", {"reboot", "restart nginx.service"}};
    const auto decoded = decodeReport(encodeReport(report));
    QVERIFY(decoded);
    QCOMPARE(*decoded, report);
    const Report plain{"0.1.0", Seconds{10}, 0, 0, 0, {}, {}, {}};
    QCOMPARE(*decodeReport(encodeReport(plain)), plain);
    QVERIFY(!decodeReport("cadence 0\n"));
    QVERIFY(!decodeReport("waiting many\n"));
}

void ProtocolTest::whatALaterVersionSaysIsPassedOver()
{
    QCOMPARE(decodeReport("weather fine\nwaiting 7\n")->waiting, 7U);
    QCOMPARE(decodeReply("weather fine\ndictionary\n")->wantsDictionary, true);
}

void ProtocolTest::aSignedCommandIsTaken()
{
    const Secret secret = *makeCommandSecret();
    const std::vector<CommandKey> keys{*keyOf(*makeCommandSecret()), *keyOf(secret)};
    const auto message = sign(command(), secret);
    QVERIFY(message);
    const auto verified = verify(*message, keys);
    QVERIFY2(verified, verified ? "" : verified.error().describe().c_str());
    QCOMPARE(*verified, command());
}

void ProtocolTest::aCommandThatWasChangedIsRefused()
{
    const Secret secret = *makeCommandSecret();
    const std::vector<CommandKey> keys{*keyOf(secret)};
    const std::string message = *sign(command(), secret);
    for (std::size_t i = 0; i + 1 < message.size(); ++i) {
        for (const unsigned bit : {0U, 1U, 5U}) {
            std::string changed = message;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
            QVERIFY2(!verify(changed, keys), changed.c_str());
        }
        QVERIFY(!verify(message.substr(0, i), keys));
    }
}

void ProtocolTest::aCommandOfAStrangerIsRefused()
{
    const std::string message = *sign(command(), *makeCommandSecret());
    const std::vector<CommandKey> keys{*keyOf(*makeCommandSecret())};
    const auto verified = verify(message, keys);
    QVERIFY(!verified);
    QCOMPARE(verified.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(verify(message, {}).error().kind, ErrorKind::Unauthorized);
}

void ProtocolTest::aCommandCannotBeSmuggledIntoAnother()
{
    const Secret secret = *makeCommandSecret();
    Command evil = command();
    evil.challenge = "00ff\ndo reboot";
    QVERIFY(!sign(evil, secret));
    evil = command();
    evil.action.unit = "a.service\ndo reboot";
    QVERIFY(!sign(evil, secret));
    evil = command();
    evil.agent = "";
    QVERIFY(!sign(evil, secret));
    QVERIFY(!sign(command(), Secret("short")));
}

void ProtocolTest::aKeyIsReadAsItIsWritten()
{
    const CommandKey key = *keyOf(*makeCommandSecret());
    const std::string text = encodeCommandKey(key);
    QCOMPARE(text.size(), 44U);
    QCOMPARE(*parseCommandKey(text), key);
    for (const std::string &wrong : {std::string(), text.substr(1), text + "=", std::string(44, '!')})
        QVERIFY(!parseCommandKey(wrong));
}

void ProtocolTest::whatCameOfACommandComesBackAsItWas()
{
    const CommandResult result{"00ff", false, "Unit nginx.service not found."};
    QCOMPARE(*decodeCommandResult(encodeCommandResult(result)), result);
    QVERIFY(!decodeCommandResult(""));
    QVERIFY(!decodeCommandResult("00ff maybe"));
}

QTEST_APPLESS_MAIN(ProtocolTest)
#include "ProtocolTest.moc"
