// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/QtClient.h"
#include "tests/support/MqttClientContract.h"

#include <QTest>

class QtClientTest : public piuptime::test::MqttClientContract
{
    Q_OBJECT
public:
    QtClientTest()
        : MqttClientContract(&piuptime::mqtt::makeQtClient)
    {
    }
};

QTEST_GUILESS_MAIN(QtClientTest)
#include "QtClientTest.moc"
