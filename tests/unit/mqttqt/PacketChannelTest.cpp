// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/PacketChannel.h"

#include <QTest>

using piuptime::ErrorKind;
using piuptime::mqtt::PacketChannel;

namespace {

/// A link of which a test writes what the broker sends and reads what it gets.
class Link : public QIODevice
{
public:
    Link() { open(ReadWrite | Unbuffered); }
    QByteArray incoming;
    QByteArray sent;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return incoming.size(); }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qsizetype given = std::min<qsizetype>(size, incoming.size());
        std::copy_n(incoming.constData(), given, data);
        incoming.remove(0, given);
        return given;
    }
    qint64 writeData(const char *data, qint64 size) override
    {
        sent.append(data, size);
        return size;
    }
};

QByteArray publishOf(qsizetype payload, char flags = 0)
{
    const qsizetype content = payload + 3;
    QByteArray packet(1, static_cast<char>(0x30 | flags));
    if (content > 127)
        packet += static_cast<char>(content % 128 | 128);
    packet += static_cast<char>(content > 127 ? content / 128 : content);
    return packet + QByteArray("\0\1a", 3) + QByteArray(payload, 'x');
}

} // namespace

class PacketChannelTest : public QObject
{
    Q_OBJECT

    Link m_link;
    std::unique_ptr<PacketChannel> m_channel;
    QList<QByteArray> m_brought;
    QList<bool> m_retained;

private slots:
    void init()
    {
        m_link.incoming.clear();
        m_link.sent.clear();
        m_brought.clear();
        m_retained.clear();
        m_channel = std::make_unique<PacketChannel>(m_link, 1000);
        m_channel->open(QIODevice::ReadWrite | QIODevice::Unbuffered);
        connect(m_channel.get(), &QIODevice::readyRead, this, [this] {
            m_retained += m_channel->isRetained();
            m_brought += m_channel->readAll();
        });
    }

    void packetsAreBroughtOneByOneHoweverTheyCome()
    {
        const QList<QByteArray> packets{publishOf(2), publishOf(500), QByteArray("\xD0\0", 2), publishOf(0)};
        for (const char byte : packets.join()) {
            m_link.incoming += byte;
            QVERIFY(m_channel->deliver());
        }
        QCOMPARE(m_brought, packets);
        m_link.incoming = packets.join();
        QVERIFY(m_channel->deliver());
        QCOMPARE(m_brought, packets + packets);
    }

    void whetherAMessageWasRetainedIsKnownWhileItIsBrought()
    {
        m_link.incoming = publishOf(1, 1) + publishOf(1) + publishOf(1, 3);
        QVERIFY(m_channel->deliver());
        QCOMPARE(m_retained, (QList<bool>{true, false, true}));
    }

    void aMessageThatIsTooLargeIsRefusedBeforeItIsThere()
    {
        m_link.incoming = publishOf(990);
        QVERIFY(m_channel->deliver());
        m_link.incoming = publishOf(2000).first(3);
        const auto refused = m_channel->deliver();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Overloaded);
        QCOMPARE(m_brought.size(), 1);
    }

    void whatIsNoPacketOfABrokerIsTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request");
        QTest::newRow("a packet of a client") << QByteArray("\xC0\0", 2);
        QTest::newRow("flags where there are none") << QByteArray("\x41\2\0\1", 4);
        QTest::newRow("a length without end") << QByteArray("\x30\xFF\xFF\xFF\xFF\x01", 6);
    }

    void whatIsNoPacketOfABrokerIsTold()
    {
        QFETCH(const QByteArray, bytes);
        m_link.incoming = bytes;
        const auto refused = m_channel->deliver();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Corrupt);
        QVERIFY(m_brought.isEmpty());
    }

    void anAcknowledgementThatEndsWithItsReasonGetsItsProperties()
    {
        m_link.incoming = QByteArray("\x40\3\0\7\x10\x40\2\0\x8", 9);
        QVERIFY(m_channel->deliver());
        QCOMPARE(m_brought, (QList<QByteArray>{QByteArray("\x40\4\0\7\x10\0", 6), QByteArray("\x40\2\0\x8", 4)}));
    }

    void aSharedSubscriptionIsWithdrawnByItsWholeName()
    {
        m_channel->setShare("$share/g/");
        const QByteArray filter(120, 'f');
        m_channel->write(QByteArray("\xA2\x7D\0\7\0\0\x78", 7) + filter);
        QCOMPARE(m_link.sent, QByteArray("\xA2\x86\x01\0\7\0\0\x81", 8) + "$share/g/" + filter);
        m_link.sent.clear();
        m_channel->write(QByteArray("\x82\6\0\7\0\0\1f", 8));
        QCOMPARE(m_link.sent, QByteArray("\x82\6\0\7\0\0\1f", 8));
    }

    void whatIsCutOffWritesNothing()
    {
        m_channel->cutOff();
        QCOMPARE(m_channel->write("\xE0\0", 2), -1);
        QVERIFY(m_link.sent.isEmpty());
    }
};

QTEST_GUILESS_MAIN(PacketChannelTest)
#include "PacketChannelTest.moc"
