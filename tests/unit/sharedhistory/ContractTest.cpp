// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/PostgresHistoryStore.h"
#include "tests/support/PostgresServer.h"
#include "tests/support/StoreContract.h"

#include <QCoreApplication>
#include <QTest>

using namespace piuptime;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const auto server = test::PostgresServer::start();
    if (!server)
        qFatal("%s", server.error().describe().c_str());
    testsupport::StoreContract contract([&server](const testsupport::StoreContract::Setup &setup) {
        sharedhistory::PostgresOptions options;
        options.clock = setup.clock;
        options.commitInterval = setup.commitInterval;
        options.address = (*server)->makeDatabase();
        auto store = sharedhistory::PostgresHistoryStore::open(options);
        return store ? std::move(*store) : std::unique_ptr<history::HistoryStore>();
    });
    return QTest::qExec(&contract, argc, argv);
}
