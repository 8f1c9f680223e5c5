// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/StoreContract.h"
#include "tests/unit/history/HistoryFixture.h"

#include <QCoreApplication>
#include <QTest>

using namespace piuptime;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    std::vector<std::unique_ptr<history::HistoryFixture>> fixtures;
    testsupport::StoreContract contract([&fixtures](const testsupport::StoreContract::Setup &setup) {
        history::HistoryFixture &fixture = *fixtures.emplace_back(std::make_unique<history::HistoryFixture>());
        fixture.options.clock = setup.clock;
        fixture.options.commitInterval = setup.commitInterval;
        return fixture.open();
    });
    return QTest::qExec(&contract, argc, argv);
}
