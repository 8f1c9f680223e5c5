// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/MosquittoClient.h"
#include "tests/support/MqttClientContract.h"

#include <QTest>

class MosquittoClientTest : public piuptime::test::MqttClientContract
{
    Q_OBJECT
public:
    MosquittoClientTest()
        : MqttClientContract(&piuptime::mqtt::makeMosquittoClient)
    {
    }
};

QTEST_GUILESS_MAIN(MosquittoClientTest)
#include "MosquittoClientTest.moc"
