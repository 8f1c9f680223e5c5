// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/DeviceDraft.h"
#include "app/presentation/SshCommand.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation;

class DeviceDraftTest : public QObject
{
    Q_OBJECT
private slots:
    void aFormThatIsNotTouchedChangesNothing()
    {
        DeviceConfig config;
        config.id = "x";
        config.name = "attic";
        config.endpoint = {"pi", "fe80::1", 2222};
        config.jumps = {{"ops", "gate", 22}, {"", "inner", 2200}};
        config.identities = {"~/.ssh/a", "~/.ssh/b"};
        config.site = "Harbour";
        config.tags = {"camera", "outdoor"};
        config.notes = "two\nlines";
        config.ups = {{.kind = UpsSource::Kind::Ina219, .nutName = {}, .cells = 2}, {.nutName = "second"}};
        const auto same = DeviceDraft::of(config).applyTo(config);
        QVERIFY(same.has_value());
        QCOMPARE(*same, config);
    }

    void anEmptyNameBecomesTheHost()
    {
        DeviceDraft draft;
        draft.address = u" pi@attic "_s;
        QCOMPARE(draft.applyTo({})->name, std::string("attic"));
    }

    void whatIsWrongIsSaidAtItsField()
    {
        DeviceDraft draft;
        QVERIFY(!draft.addressProblem().isEmpty());
        draft.address = u"pi@attic"_s;
        QVERIFY(draft.addressProblem().isEmpty());
        draft.jumps = u"gate, -oProxyCommand=x"_s;
        QVERIFY(!draft.jumpsProblem().isEmpty());
        QCOMPARE(draft.applyTo({}).error().kind, ErrorKind::InvalidInput);
        draft.jumps.clear();
        draft.ups = UpsSource{};
        QVERIFY(!draft.upsProblem().isEmpty());
    }

    void listsLoseTheirBlanksAndEmptyParts()
    {
        QCOMPARE(commaList(u" a , ,b b,"_s), (std::vector<std::string>{"a", "b b"}));
    }

    void sshIsCalledTheWayWeConnect()
    {
        DeviceConfig config;
        config.endpoint = {"pi", "attic", 2222};
        config.jumps = {{"ops", "gate", 22}, {"", "fe80::2", 2200}};
        config.identities = {"~/.ssh/my key"};
        QCOMPARE(sshArguments(config), (QStringList{u"-p"_s, u"2222"_s, u"-J"_s, u"ops@gate,[fe80::2]:2200"_s, u"-i"_s,
                                                    u"~/.ssh/my key"_s, u"--"_s, u"pi@attic"_s}));
        QCOMPARE(sshCommandLine(config), u"ssh -p 2222 -J 'ops@gate,[fe80::2]:2200' -i '~/.ssh/my key' -- pi@attic"_s);
    }

    void eachTerminalProgramIsCalledItsOwnWay()
    {
        const Command ssh{u"ssh"_s, {u"--"_s, u"attic"_s}};
        QCOMPARE(inTerminal(u"/usr/bin/x-terminal-emulator"_s, ssh).arguments,
                 (QStringList{u"-e"_s, u"ssh"_s, u"--"_s, u"attic"_s}));
        QCOMPARE(inTerminal(u"gnome-terminal"_s, ssh).arguments.first(), u"--"_s);
        QCOMPARE(inTerminal(u"foot"_s, ssh).arguments.first(), u"ssh"_s);
        QVERIFY(inTerminal(u"xterm"_s, {}).arguments.isEmpty());
    }
};

QTEST_APPLESS_MAIN(DeviceDraftTest)
#include "DeviceDraftTest.moc"
