// SPDX-License-Identifier: GPL-3.0-or-later
// `piuptime-gateway` as a program that asks, in front of what answers wrongly, and with streams that are closed.
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

#include <memory>

namespace piuptime {

using namespace Qt::StringLiterals;

class RelayTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<QLocalServer> m_server;
    std::unique_ptr<QProcess> m_program;

    [[nodiscard]] QString socket() const { return m_folder.filePath(u"s"_s); }
    /// Through a shell, with what it does to the streams of the program.
    void run(const QString &verb, const QString &streams = {})
    {
        m_program = std::make_unique<QProcess>();
        m_program->start(u"/bin/sh"_s, {u"-c"_s, u"exec \"$0\" \"$1\" --socket \"$2\" "_s + streams,
                                        QStringLiteral(PIUPTIME_GATEWAY), verb, socket()});
    }
    /// Who asks; null when nobody does.
    [[nodiscard]] QLocalSocket *caller() const
    {
        return m_server->waitForNewConnection(30'000) ? m_server->nextPendingConnection() : nullptr;
    }
    [[nodiscard]] bool hasEnded(int code) const
    {
        return (m_program->state() == QProcess::NotRunning || m_program->waitForFinished())
               && m_program->exitStatus() == QProcess::NormalExit && m_program->exitCode() == code;
    }

private slots:
    void init()
    {
        m_server = std::make_unique<QLocalServer>();
        QVERIFY(m_server->listen(socket()));
    }
    void cleanup()
    {
        m_program.reset();
        m_server.reset();
    }

    void anAnswerToARequestThatIsNotTakenWholeIsPassedOn()
    {
        run(u"relay"_s);
        m_program->write(QByteArray(4 << 20, 'x'));
        QLocalSocket *const gateway = caller();
        QVERIFY(gateway != nullptr);
        gateway->setReadBufferSize(1);
        QVERIFY(m_program->waitForBytesWritten()); // so that it has more than fits
        gateway->write("too long");
        QVERIFY(gateway->waitForBytesWritten());
        gateway->abort();
        QVERIFY(m_program->waitForFinished());
        QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program->readAllStandardOutput(), "too long");
    }

    void closedInputIsAnEmptyOne()
    {
        run(u"relay"_s, u"<&-"_s);
        QLocalSocket *const gateway = caller();
        QVERIFY(gateway != nullptr);
        gateway->write("answer");
        QVERIFY(gateway->waitForBytesWritten());
        gateway->disconnectFromServer();
        QVERIFY(hasEnded(0));
        QCOMPARE(m_program->readAllStandardOutput(), "answer");
        QCOMPARE(gateway->readAll(), QByteArray());
    }

    void anAnswerThatNobodyTakesGoesNowhere_data()
    {
        QTest::addColumn<QString>("streams");
        QTest::newRow("closed") << u">&-"_s;
        QTest::newRow("full") << u">/dev/full"_s;
    }
    void anAnswerThatNobodyTakesGoesNowhere()
    {
        QFETCH(QString, streams);
        run(u"relay"_s, streams);
        QLocalSocket *const gateway = caller();
        QVERIFY(gateway != nullptr);
        gateway->write("answer");
        QVERIFY(gateway->waitForBytesWritten());
        QVERIFY(hasEnded(1));
        QVERIFY(!gateway->waitForReadyRead(0) && gateway->readAll().isEmpty());
        QVERIFY(m_program->readAllStandardError().contains("standard output"));
    }

    void whatIsAskedAndCannotBeSaidIsAFailure()
    {
        run(u"ask"_s, u">/dev/full"_s);
        QLocalSocket *const gateway = caller();
        QVERIFY(gateway != nullptr);
        QVERIFY(gateway->waitForReadyRead());
        gateway->write("HTTP/1.1 200 OK\r\n\r\n{}");
        QVERIFY(gateway->waitForBytesWritten());
        gateway->disconnectFromServer();
        QVERIFY(hasEnded(1));
        QVERIFY(m_program->readAllStandardError().contains("standard output"));
    }

    void whereItHangsWithALineOfCallersNobodyAnswers()
    {
        QVERIFY(::listen(static_cast<int>(m_server->socketDescriptor()), 0) == 0);
        QLocalSocket first;
        first.connectToServer(socket());
        QVERIFY(first.waitForConnected());
        run(u"ask"_s);
        QVERIFY(hasEnded(1));
        QVERIFY(m_program->readAllStandardError().contains("nobody answers"));
    }
};

} // namespace piuptime

QTEST_GUILESS_MAIN(piuptime::RelayTest)
#include "RelayTest.moc"
