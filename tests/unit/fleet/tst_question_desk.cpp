// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/QuestionDesk.h"

#include <QSignalSpy>
#include <QtTest>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

Question passphraseFor(const DeviceId &device, const std::string &identity)
{
    Question question;
    question.kind = Question::Kind::Passphrase;
    question.device = device;
    question.identity = identity;
    return question;
}

Answer accepted(const std::string &secret)
{
    Answer answer;
    answer.accepted = true;
    answer.secrets.emplace_back(secret);
    return answer;
}

} // namespace

class QuestionDeskTest : public QObject
{
    Q_OBJECT
private slots:
    void onePassphraseServesEveryPiThatUsesTheKey()
    {
        QuestionDesk desk;
        QSignalSpy asked(&desk, &QuestionDesk::asked);
        const QFuture<Answer> first = desk.ask(passphraseFor("pi-1", "id_ed25519"));
        const QFuture<Answer> second = desk.ask(passphraseFor("pi-2", "id_ed25519"));
        QCOMPARE(asked.count(), 1);
        desk.answer(desk.open().front().id, accepted("open sesame"));
        QCOMPARE(first.result().secrets.front().reveal(), std::string("open sesame"));
        QCOMPARE(second.result().secrets.front().reveal(), std::string("open sesame"));
        QVERIFY(desk.open().empty());
    }

    void everyPiThatWaitsIsNamedAlsoThoseThatShareAQuestion()
    {
        QuestionDesk desk;
        QSignalSpy waiting(&desk, &QuestionDesk::waiting);
        QSignalSpy resumed(&desk, &QuestionDesk::resumed);
        const QFuture<Answer> first = desk.ask(passphraseFor("pi-1", "key"));
        const QFuture<Answer> second = desk.ask(passphraseFor("pi-2", "key"));
        QCOMPARE(waiting.count(), 2);
        QCOMPARE(waiting.at(1).at(0).value<DeviceId>(), DeviceId("pi-2"));
        desk.withdraw("pi-2");
        QCOMPARE(resumed.count(), 1);
        desk.answer(desk.open().front().id, accepted("open sesame"));
        QCOMPARE(resumed.count(), 2);
        QCOMPARE(resumed.at(1).at(0).value<DeviceId>(), DeviceId("pi-1"));
    }

    void aRemovedPiTakesOnlyItsOwnQuestionAlong()
    {
        QuestionDesk desk;
        const QFuture<Answer> shared = desk.ask(passphraseFor("pi-1", "key"));
        const QFuture<Answer> joined = desk.ask(passphraseFor("pi-2", "key"));
        const QFuture<Answer> own = desk.ask(passphraseFor("pi-1", "other"));
        desk.withdraw("pi-1");
        QVERIFY(!shared.result().accepted);
        QVERIFY(!own.result().accepted);
        QVERIFY(!joined.isFinished());
        QCOMPARE(desk.open().size(), 1U);
    }

    void closingDownRefusesWhatIsOpenAndWhatComesLater()
    {
        QuestionDesk desk;
        const QFuture<Answer> open = desk.ask(passphraseFor("pi", "key"));
        desk.closeDown();
        QVERIFY(!open.result().accepted);
        QVERIFY(!desk.ask(passphraseFor("pi", "key")).result().accepted);
    }

    void thereIsABoundOnOpenQuestions()
    {
        QuestionDesk desk;
        for (std::size_t i = 0; i < QuestionDesk::kMaxOpen; ++i)
            (void)desk.ask(passphraseFor("pi", "key" + std::to_string(i)));
        QVERIFY(!desk.ask(passphraseFor("pi", "one too many")).result().accepted);
        QCOMPARE(desk.open().size(), QuestionDesk::kMaxOpen);
    }
};

QTEST_GUILESS_MAIN(QuestionDeskTest)
#include "tst_question_desk.moc"
