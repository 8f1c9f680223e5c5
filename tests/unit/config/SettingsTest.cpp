// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/AtomicFile.h"
#include "core/config/Paths.h"
#include "core/config/SettingsFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace piuptime::config {
namespace {

DeviceConfig fullDevice()
{
    DeviceConfig device;
    device.id = "3f2a-pump_house";
    device.name = "Pump house “north” \"1\" \\ é";
    device.endpoint = {"pi", "192.168.1.20", 2222};
    device.jumps = {{"gate", "gate.example", 22}, {"", "fe80::1", 2200}};
    device.identities = {"~/.ssh/id_ed25519", "/etc/keys/a b"};
    device.site = "Müritz";
    device.tags = {"water", "24/7"};
    device.notes = "Key under the mat.\n\n\tSecond \"floor\".\\\n";
    device.ups = {{UpsSource::Kind::Nut, "ups@localhost", 1, 0, 1, 0},
                  {UpsSource::Kind::Ina219, "", 1, 0x41, 3, 10.5},
                  {UpsSource::Kind::Max1704x, "", 3, 0x36, 1, 0},
                  {UpsSource::Kind::PiSugar, "", 1, 0, 1, 0}};
    device.enabled = false;
    return device;
}

Settings fullSettings()
{
    Settings settings;
    settings.polling = {Seconds(20), Seconds(2), std::chrono::minutes(15)};
    settings.history = {"~/history.db", "postgresql://jo@db.example:5433/pis?sslmode=require", std::chrono::days(30),
                        Seconds(10)};
    settings.prometheus = {"::1", 9877};
    settings.kiosk = {KioskSettings::Theme::Contrast,
                      3.5,
                      Seconds(20),
                      std::chrono::minutes(23 * 60 + 5),
                      std::chrono::minutes(9),
                      7,
                      80,
                      false,
                      std::chrono::minutes(15),
                      false,
                      true,
                      false,
                      Seconds(45),
                      true};
    settings.thresholds.socCelsius = {60.5, 70};
    settings.thresholds.clockOffsetSeconds = 0.25;
    DeviceConfig local;
    local.id = kLocalDeviceId;
    local.source = DeviceConfig::Source::Local;
    local.name = "Console";
    DeviceConfig reporting;
    reporting.id = idOfReporter("agent 10000000abcd");
    reporting.source = DeviceConfig::Source::Mqtt;
    reporting.reporter = "agent 10000000abcd";
    reporting.name = "kitchen";
    DeviceConfig sensor;
    sensor.id = idOfReporter("tasmota rack");
    sensor.source = DeviceConfig::Source::Mqtt;
    sensor.reporter = "tasmota rack";
    sensor.name = "rack";
    sensor.kind = DeviceConfig::Kind::Sensor;
    sensor.attachedTo = reporting.id;
    settings.devices = {fullDevice(), local, reporting, sensor};
    BrokerConfig plain;
    plain.name = "plain";
    plain.host = "10.0.0.1";
    plain.publishers = false;
    settings.brokers = {{"site", "broker.example", 8884, true, "/etc/ca.pem", "/etc/me.pem", "/etc/me.key", "jo",
                         "site/piuptime", "consoles", true, false},
                        plain};
    settings.bindings = {{"garden/air", "sensors[0].t", Metric::AmbientTemperature, "north", "Shed",
                          DeviceConfig::Kind::Sensor, 0.5, -3.25, "site"},
                         {"pi/heat", "", Metric::SocTemperature, "", kLocalDeviceId, DeviceConfig::Kind::Pi}};
    settings.brokers.front().others = {{"fd00::2", 8884}, {"third.example", 1883}};
    return settings;
}

std::string onlyProblem(const std::string &toml)
{
    const auto settings = parseSettings(toml);
    if (settings)
        return "no problem";
    const Problem &problem = settings.error().front();
    return std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": " + problem.reason
           + (settings.error().size() > 1 ? " (and more)" : "");
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT
private slots:
    void whatIsWrittenIsReadBackTheSame()
    {
        const Settings settings = fullSettings();
        const std::string text = formatSettings(settings);
        const auto back = parseSettings(text);
        QVERIFY2(back, back ? "" : describe(text, back.error()).c_str());
        QVERIFY2(*back == settings, text.c_str());
        QCOMPARE(formatSettings(*back), text);
        QVERIFY(*parseSettings(formatSettings({})) == Settings());
    }

    void aSensorNamesItsPiAsPeopleDo()
    {
        const std::string toml = R"(
[[device]]
source = "mqtt"
reporter = "tasmota rack"
kind = "sensor"
attached_to = "Roof"

[[device]]
address = "pi@roof.example"
name = "Roof"
id = "roof-1"
)";
        const auto settings = parseSettings(toml);
        QVERIFY2(settings, onlyProblem(toml).c_str());
        QCOMPARE(settings->devices[0].attachedTo, std::string("roof-1"));
        QVERIFY(isAttached(settings->devices[0], settings->devices[1]));
    }

    void aBindingNamesItsDeviceAsPeopleDo()
    {
        const std::string toml = R"(
[[binding]]
topic = "roof/heat"
metric = "soc_temperature_celsius"
device = "Roof"

[[binding]]
topic = "garden/door"
metric = "contact_open"
device = "Shed"

[[device]]
address = "pi@roof.example"
name = "Roof"
id = "roof-1"
)";
        const auto settings = parseSettings(toml);
        QVERIFY2(settings, onlyProblem(toml).c_str());
        QCOMPARE(settings->bindings[0].device, std::string("roof-1"));
        QCOMPARE(settings->bindings[1].device, std::string("Shed")); // a new one
        QCOMPARE(settings->bindings[1].kind, DeviceConfig::Kind::Sensor);
    }

    void aFileWrittenByHandIsReadWithItsDefaults()
    {
        const std::string toml = R"(
[[device]]
address = "pi@192.168.1.20:22"

[[device]]
address = "PI.example"
name = "Roof"
ups = [{ kind = "ina219", address = 0x41 }]

[thresholds]
soc_celsius = [70, 80]
)";
        const auto settings = parseSettings(toml);
        QVERIFY2(settings, onlyProblem(toml).c_str());
        QCOMPARE(settings->devices.size(), std::size_t(2));
        QCOMPARE(settings->devices[0].name, std::string("192.168.1.20"));
        QCOMPARE(settings->devices[1].endpoint.host, std::string("pi.example"));
        QCOMPARE(settings->devices[1].ups.front().address, 0x41);
        QCOMPARE(settings->thresholds.socCelsius.critical, 80.0);
        QVERIFY(settings->polling == Polling());
        // Ids that nobody wrote must not change from one start to the next: the history hangs on them.
        QVERIFY(!settings->devices[0].id.empty());
        QVERIFY(settings->devices[0].id != settings->devices[1].id);
        QCOMPARE(parseSettings(toml)->devices[0].id, settings->devices[0].id);
    }

    void everyFaultIsFoundWithItsPlaceAndReason_data()
    {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const char *toml, const char *problem) {
            QTest::newRow(name) << QString::fromUtf8(toml) << QString::fromUtf8(problem);
        };
        row("syntax", "[polling]\nfast_seconds = = 3\n", "2:16: ");
        row("unclosed", "[[device]\n", "1:10: ");
        row("twice the same key", "[polling]\nfast_seconds = 1\nfast_seconds = 2\n", "3:");
        row("unknown section", "[poling]\n", "1:2: unknown key “poling”; did you mean “polling”?");
        row("unknown key", "[history]\nretension_days = 3\n",
            "2:1: unknown key “retension_days”; did you mean “retention_days”?");
        row("unknown key like nothing", "[history]\nzzz = 3\n", "2:1: unknown key “zzz”");
        row("misspelt address", "[[device]]\nadress = \"pi@a\"\n", "1:1: a device needs an address");
        row("wrong type", "[polling]\nfast_seconds = \"10\"\n",
            "2:16: fast_seconds must be a whole number, not a text");
        row("fraction", "[polling]\nfast_seconds = 1.5\n", "2:16: fast_seconds must be a whole number, not a number");
        row("out of range", "[polling]\nfast_seconds = 0\n", "2:16: fast_seconds must be from 1 to 3600, not 0");
        row("section is a number", "polling = 3\n", "1:11: polling must be a table");
        row("device is one table", "[device]\naddress = \"a\"\n", "1:1: write each device as a table of its own");
        row("port", "[[device]]\naddress = \"pi@a:65536\"\n",
            "2:11: address: the port must be a number from 1 to 65535");
        row("shell", "[[device]]\naddress = \"pi@a;reboot\"\n", "2:11: address: the host holds");
        row("no address", "[[device]]\nname = \"x\"\n", "1:1: a device needs an address");
        row("local with address", "[[device]]\nsource = \"local\"\naddress = \"a\"\n",
            "3:11: a device with the source local");
        row("bad source", "[[device]]\nsource = \"telnet\"\naddress = \"a\"\n",
            "2:10: source must be one of “ssh”, “local”, “mqtt”, not “telnet”");
        row("mqtt with address", "[[device]]\nsource = \"mqtt\"\nreporter = \"agent a\"\naddress = \"a\"\n",
            "4:11: a device with the source mqtt has no address");
        row("mqtt without reporter", "[[device]]\nsource = \"mqtt\"\n", "1:1: a device with the source mqtt needs");
        row("same reporter",
            "[[device]]\nsource = \"mqtt\"\nreporter = \"agent a\"\n[[device]]\naddress = \"b\"\nreporter = \"agent "
            "a\"\n",
            "4:1: this device has the same reporter as the device in line 1");
        row("sensor over SSH", "[[device]]\naddress = \"a\"\nkind = \"sensor\"\n", "3:8: a sensor reports by itself");
        row("attached Pi", "[[device]]\naddress = \"a\"\nattached_to = \"local\"\n", "3:15: only a sensor is attached");
        const std::string sensor = "[[device]]\nsource = \"mqtt\"\nreporter = \"tasmota a\"\nkind = \"sensor\"\n";
        row("attached to nothing", (sensor + "attached_to = \"attic\"\n").c_str(),
            "5:15: attached_to: there is no Pi of this name or id");
        row("attached to a sensor", (sensor + "attached_to = \"tasmota a\"\n").c_str(),
            "5:15: attached_to: there is no Pi of this name or id");
        row("attached to one of two",
            (sensor
             + "attached_to = \"x\"\n[[device]]\nname = \"x\"\naddress = \"a\"\n[[device]]\nname = \"x\"\n"
               "address = \"b\"\n")
                .c_str(),
            "5:15: attached_to: several devices have this name");
        const std::string broker = "[[broker]]\naddress = \"a\"\n[[binding]]\n";
        const auto bound = [&](const char *name, const char *lines, const char *problem) {
            row(name, (broker + lines).c_str(), problem);
        };
        const char *whole = "device = \"d\"\nmetric = \"vibration\"\n";
        bound("nothing bound", whole, "3:1: a binding needs a topic");
        bound("wildcards bound", "topic = \"a/+\"\ndevice = \"d\"\nmetric = \"vibration\"\n",
              "4:9: topic must be that of one");
        bound("no way", "topic = \"a\"\npath = \"x[\"\ndevice = \"d\"\nmetric = \"vibration\"\n",
              "5:8: path must lead");
        bound("no metric", "topic = \"a\"\ndevice = \"d\"\n", "3:1: a binding needs a metric");
        bound("unknown metric", "topic = \"a\"\ndevice = \"d\"\nmetric = \"joy\"\n", "6:10: there is no such metric");
        bound("no device", "topic = \"a\"\nmetric = \"vibration\"\n", "3:1: a binding needs a device");
        bound("scaled to nothing", "topic = \"a\"\ndevice = \"d\"\nmetric = \"vibration\"\nscale = 0\n",
              "7:9: scale must not be 0");
        bound("another broker", "topic = \"a\"\ndevice = \"d\"\nmetric = \"vibration\"\nbroker = \"b\"\n",
              "7:10: there is no broker of this name");
        row("broker without address", "[[broker]]\nname = \"a\"\n", "1:1: a broker needs an address");
        row("broker with a user in its address", "[[broker]]\naddress = \"jo@a\"\n", "2:11: address must be a host");
        row("broker with no address in its list", "[[broker]]\naddresses = []\n", "1:1: a broker needs an address");
        row("broker with an address twice", "[[broker]]\naddresses = [\"a\", \"A:1883\"]\n",
            "2:13: “A:1883” is there twice");
        row("broker with a user in its addresses", "[[broker]]\naddresses = [\"a\", \"jo@b\"]\n",
            "2:13: addresses must be a host");
        row("broker with address and addresses", "[[broker]]\naddress = \"a\"\naddresses = [\"b\"]\n",
            "3:13: give either address or addresses");
        row("topic with wildcards", "[[broker]]\naddress = \"a\"\ntopic = \"a/#\"\n", "3:9: topic must be levels");
        row("group of two levels", "[[broker]]\naddress = \"a\"\ngroup = \"a/b\"\n", "3:9: group must be one word");
        row("certificate without key", "[[broker]]\naddress = \"a\"\ntls = true\ncertificate_file = \"c\"\n",
            "1:1: certificate_file and key_file go together");
        row("certificates without TLS", "[[broker]]\naddress = \"a\"\nca_file = \"c\"\n",
            "1:1: certificates need tls = true");
        row("two brokers of one name", "[[broker]]\naddress = \"a\"\n[[broker]]\naddress = \"a:1884\"\n",
            "3:1: there is another broker of this name");
        row("broker is one table", "[broker]\naddress = \"a\"\n", "1:1: write each broker as a table of its own");
        row("same address", "[[device]]\naddress = \"pi@a\"\n[[device]]\naddress = \"pi@A:22\"\n",
            "3:1: this device has the same address as the device in line 1");
        row("same id", "[[device]]\nid = \"x\"\naddress = \"a\"\n[[device]]\nid = \"x\"\naddress = \"b\"\n",
            "4:1: this device has the same id as the device in line 1");
        row("bad id", "[[device]]\nid = \"a/b\"\naddress = \"a\"\n", "2:6: id must consist of");
        row("bad jump", "[[device]]\naddress = \"a\"\njumps = [\"b\", \"-c\"]\n",
            "3:15: jumps: a host name cannot start");
        row("tags of numbers", "[[device]]\naddress = \"a\"\ntags = [1]\n",
            "3:9: tags must be a text, not a whole number");
        row("control character", "[[device]]\naddress = \"a\"\nname = \"a\\u001b[2J\"\n",
            "3:8: name holds control characters");
        row("UPS without kind", "[[device]]\naddress = \"a\"\nups = [{ name = \"u\" }]\n", "3:8: a UPS needs a kind");
        row("UPS of no kind", "[[device]]\naddress = \"a\"\nups = [{ kind = \"apc\" }]\n", "3:17: kind must be one of");
        row("UPS name", "[[device]]\naddress = \"a\"\nups = [{ kind = \"nut\", name = \"u;id\" }]\n",
            "3:31: name must be that");
        row("UPS key of another kind", "[[device]]\naddress = \"a\"\nups = [{ kind = \"pisugar\", cells = 2 }]\n",
            "3:28: unknown key “cells”");
        row("I2C address", "[[device]]\naddress = \"a\"\nups = [{ kind = \"ina219\", address = 200 }]\n",
            "3:37: address must be from 3 to 119, not 200");
        row("enabled", "[[device]]\naddress = \"a\"\nenabled = \"yes\"\n",
            "3:11: enabled must be true or false, not a text");
        row("database of another kind", "[history]\ndatabase = \"mysql://a/b\"\n", "2:12: database must be like");
        row("password", "[history]\ndatabase = \"postgresql://jo:secret@db/pis\"\n",
            "2:12: database must not hold the password");
        row("password behind", "[history]\ndatabase = \"postgresql:///pis?password=secret\"\n",
            "2:12: database must not hold the password");
        row("theme", "[kiosk]\ntheme = \"dark\"\n",
            "2:9: theme must be one of “auto”, “day”, “night”, “contrast”, not “dark”");
        row("viewing distance", "[kiosk]\nviewing_distance_m = 0.2\n",
            "2:22: viewing_distance_m must be from 0.5 to 10, not 0.2");
        row("time of day", "[kiosk]\nnight_from = \"24:00\"\n", "2:14: night_from must be a time of day");
        row("time of day without a leading zero", "[kiosk]\nnight_to = \"6:00\"\n",
            "2:12: night_to must be a time of day");
        row("time of day as TOML has it", "[kiosk]\nnight_to = 06:00:00\n",
            "2:12: night_to must be a text, not a date or time");
        row("a night of no light", "[kiosk]\nnight_brightness = 0\n",
            "2:20: night_brightness must be from 1 to 100, not 0");
        row("a lock at once", "[kiosk]\nlock_after_seconds = 1\n",
            "2:22: lock_after_seconds must be from 10 to 3600, not 1");
        row("blank", "[kiosk]\nblank_after_minute = 5\n",
            "2:1: unknown key “blank_after_minute”; did you mean “blank_after_minutes”?");
        row("listen without a port", "[prometheus]\nlisten = \"127.0.0.1\"\n",
            "2:10: listen must be an address and a port");
        row("listen to all", "[prometheus]\nlisten = \"0.0.0.0:9877\"\n",
            "2:10: listen must be an address of this machine alone");
        row("listen at a name", "[prometheus]\nlisten = \"127.example:9877\"\n",
            "2:10: listen must be an address of this machine alone");
        row("pair", "[thresholds]\nsoc_celsius = 80\n", "2:15: soc_celsius must be two numbers");
        row("pair the wrong way", "[thresholds]\nsoc_celsius = [80, 70]\n", "2:15: soc_celsius: the first number");
        row("not a number", "[thresholds]\nclock_offset_seconds = nan\n", "2:24: clock_offset_seconds must be from");
    }

    void everyFaultIsFoundWithItsPlaceAndReason()
    {
        QFETCH(QString, toml);
        QFETCH(QString, problem);
        const QString found = QString::fromStdString(onlyProblem(toml.toStdString()));
        QVERIFY2(found.startsWith(problem), qPrintable(found));
    }

    void allFaultsAreReportedNotOnlyTheFirst()
    {
        const auto settings = parseSettings("[polling]\nfast_seconds = 0\nslow = 1\n[history]\ncommit_seconds = true\n"
                                            "[[device]]\naddress = \"a b\"\ntags = 3\n");
        QVERIFY(!settings);
        std::vector<std::size_t> lines;
        for (const Problem &problem : settings.error())
            lines.push_back(problem.line);
        QVERIFY((lines == std::vector<std::size_t>{2, 3, 5, 7, 8}));
    }

    void whatHasNoFaultIsUsableInSpiteOfOthers()
    {
        const Settings settings = usableSettings("[polling]\nfast_seconds = \"ten\"\nslow_minutes = 7\n"
                                                 "[[device]]\nadress = \"pi@a\"\n"
                                                 "[[device]]\naddress = \"pi@b\"\n"
                                                 "[[device]]\naddress = \"pi@b\"\n"
                                                 "[[device]]\naddress = \"pi@c\"\ntags = 3\n");
        QCOMPARE(settings.polling.fast, Polling().fast);
        QCOMPARE(settings.polling.slow, Milliseconds(std::chrono::minutes(7)));
        QCOMPARE(settings.devices.size(), std::size_t(1));
        QCOMPARE(settings.devices[0].endpoint.host, std::string("b"));
        QVERIFY(usableSettings(formatSettings(fullSettings())) == fullSettings());
        QVERIFY(usableSettings("[[device]]\naddress = \"pi@b\"\n[") == Settings()); // where does it end?
    }

    void rubbishIsRefusedWithoutACrash()
    {
        std::mt19937 random(3);
        const std::string good = formatSettings(fullSettings());
        for (int round = 0; round < 2000; ++round) {
            std::string text = good.substr(0, random() % (good.size() + 1));
            for (auto n = random() % 6; n > 0 && !text.empty(); --n)
                text[random() % text.size()] = static_cast<char>(random());
            const auto settings = parseSettings(text);
            QVERIFY(settings || !settings.error().empty());
        }
        QVERIFY(!parseSettings(std::string(100'000, '[')));
        QVERIFY(!parseSettings("a = " + std::string(100'000, '[')));
        QVERIFY(!parseSettings(std::string("\0\xff\xfe", 3)));
    }

    void theFirstStartHasDefaultsAndSavingMakesAPrivateFile()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.filePath(QStringLiteral("new/folder/piuptime.toml")).toStdString());
        const auto settings = file.load();
        QVERIFY(settings && *settings == Settings());
        QVERIFY(file.save(fullSettings()));
        QFile written(QString::fromStdString(file.path()));
        QVERIFY(written.permissions() == (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
        QCOMPARE(QFileInfo(written).dir().entryList(QDir::Files | QDir::Hidden).size(), 1);
        QVERIFY(file.save(fullSettings()));
        SettingsFile again(file.path());
        const auto back = again.load();
        QVERIFY(back && *back == fullSettings());
    }

    void aFileWithFaultsIsNeverOverwritten()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("piuptime.toml")).toStdString();
        const std::string text = "[[device]]\naddress = \"pi@a\"\nnmae = \"Roof\"\n";
        QVERIFY(writeFileAtomically(path, text));
        SettingsFile file(path);
        const auto settings = file.load();
        QVERIFY(!settings);
        QVERIFY(settings.error().kind == ErrorKind::InvalidInput);
        QCOMPARE(settings.error().detail, path + ":3:1: unknown key “nmae”; did you mean “name”?");
        QVERIFY(!file.readOnlyReason().empty());
        const auto saved = file.save({});
        QVERIFY(!saved && saved.error().kind == ErrorKind::Conflict);
        QCOMPARE(*readFile(path, 1000), text);

        QVERIFY(writeFileAtomically(path, "[[device]]\naddress = \"pi@a\"\nname = \"Roof\"\n"));
        QVERIFY(file.load()); // mended: now it may be written again
        QVERIFY(file.save({}));
    }

    void aChangeBySomebodyElseIsNotOverwritten()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("piuptime.toml")).toStdString();
        SettingsFile file(path);
        QVERIFY(file.load());
        const std::string byHand = "[[device]]\naddress = \"pi@a\"\n";
        QVERIFY(writeFileAtomically(path, byHand));
        const auto saved = file.save(fullSettings());
        QVERIFY(!saved && saved.error().kind == ErrorKind::Conflict);
        QCOMPARE(*readFile(path, 1000), byHand);
        QVERIFY(file.load());
        QVERIFY(file.save(fullSettings()));
    }

    void settingsThatCouldNotBeReadBackAreNotSaved()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.filePath(QStringLiteral("piuptime.toml")).toStdString());
        QVERIFY(file.load());
        Settings twice;
        twice.devices = {fullDevice(), fullDevice()};
        const auto saved = file.save(twice);
        QVERIFY(!saved && saved.error().kind == ErrorKind::InvalidInput);
        Settings hostile;
        hostile.devices = {fullDevice()};
        hostile.devices.front().endpoint.host = "a -oProxyCommand=x";
        QVERIFY(!file.save(hostile));
        QVERIFY(!QFileInfo::exists(QString::fromStdString(file.path())));
    }

    void commentsAtTheTopStay()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("piuptime.toml")).toStdString();
        QVERIFY(writeFileAtomically(path, "# Water works, ask Anna\n\n# before changing\n\n[polling]\n# gone\n"));
        SettingsFile file(path);
        QVERIFY(file.load());
        QVERIFY(file.save({}));
        const std::string text = *readFile(path, 10'000);
        QVERIFY2(text.starts_with("# Water works, ask Anna\n\n# before changing\n\n[polling]\n"), text.c_str());
        QVERIFY(text.find("gone") == std::string::npos);
    }

    void aSymbolicLinkStaysOne()
    {
        const QTemporaryDir folder;
        const QString real = folder.filePath(QStringLiteral("dotfiles.toml"));
        const QString link = folder.filePath(QStringLiteral("piuptime.toml"));
        QVERIFY(writeFileAtomically(real.toStdString(), ""));
        QVERIFY(QFile::link(QStringLiteral("dotfiles.toml"), link));
        SettingsFile file(link.toStdString());
        QVERIFY(file.load());
        QVERIFY(file.save(fullSettings()));
        QVERIFY(QFileInfo(link).isSymLink());
        QVERIFY(*parseSettings(*readFile(real.toStdString(), 100'000)) == fullSettings());
    }

    void whatCannotBeReadOrWrittenIsSaid()
    {
        const QTemporaryDir folder;
        SettingsFile isFolder(folder.path().toStdString());
        QVERIFY(!isFolder.load());
        QVERIFY(!isFolder.save({}));
        const std::string blocked = folder.filePath(QStringLiteral("file")).toStdString();
        QVERIFY(writeFileAtomically(blocked, "x"));
        QVERIFY(!writeFileAtomically(blocked + "/below", "x"));
        QVERIFY(writeFileAtomically(blocked, std::string(200, 'x')));
        const auto tooLarge = readFile(blocked, 100);
        QVERIFY(!tooLarge && tooLarge.error().kind == ErrorKind::Overloaded);
    }

    void pathsFollowTheEnvironment()
    {
        qputenv("PIUPTIME_HOME", "/stick/pi/");
        QCOMPARE(Paths::fromEnvironment().settingsFile(), std::string("/stick/pi/config/piuptime.toml"));
        QCOMPARE(Paths::fromEnvironment().historyFile(), std::string("/stick/pi/data/history.db"));
        qunsetenv("PIUPTIME_HOME");
        qputenv("XDG_CONFIG_HOME", "/etc/me");
        qputenv("XDG_DATA_HOME", "relative/is/invalid");
        qputenv("HOME", "/home/me");
        QCOMPARE(Paths::fromEnvironment().settingsFile(), std::string("/etc/me/piuptime/piuptime.toml"));
        QCOMPARE(Paths::fromEnvironment().dataFolder, std::string("/home/me/.local/share/piuptime"));
        QCOMPARE(expandHome("~/a"), std::string("/home/me/a"));
        QCOMPARE(expandHome("~anna/a"), std::string("~anna/a"));
    }
};

} // namespace piuptime::config

QTEST_APPLESS_MAIN(piuptime::config::SettingsTest)
#include "SettingsTest.moc"
