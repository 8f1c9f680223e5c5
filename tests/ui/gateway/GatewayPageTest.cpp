// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a gateway on a real one, without the way there: the engine hands requests straight to its admin API.
#include "app/desktop/gateway/GatewayPage.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/device/TabStrip.h"
#include "app/desktop/gateway/ChangeDialog.h"
#include "app/desktop/gateway/ConfigView.h"
#include "app/desktop/gateway/DecisionSheet.h"
#include "app/desktop/gateway/NewKeyDialog.h"
#include "app/desktop/widgets/Notice.h"
#include "core/config/AtomicFile.h"
#include "core/gateway/control/AdminApi.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/HttpUpstream.h"
#include "tests/support/RawClient.h"
#include "tests/support/Verify.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::gateway::control;
using presentation::gateway::GatewayWatch;
using testsupport::examplePi;

namespace {

enum Tab { Traffic, Requests, Upstreams, Routes, Consumers, Access, Configuration };

/// What comes over the wire, handed on without one.
GatewayAnswer ask(Service &service, const GatewayRequest &request)
{
    AdminRequest admin{.method = request.method, .path = {}};
    const std::size_t query = std::min(request.target.find('?'), request.target.size());
    if (!readTarget(request.target.substr(0, query), request.target.substr(query), admin))
        return {400, "{}"};
    admin.body = request.body;
    const AdminAnswer answer = answerAdmin(service, admin);
    return {answer.status, answer.body};
}

} // namespace

class GatewayPageTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    Theme m_theme;
    HttpUpstream m_upstream;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<testsupport::FakeEngine> m_engine;
    std::unique_ptr<GatewayPage> m_page;

    [[nodiscard]] std::string text(const std::string &upstream = "web") const
    {
        return "listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"" + upstream
               + "\"\n[[upstream.endpoint]]\naddress = \"" + m_upstream.address()
               + "\"\n[[route]]\nname = \"all\"\nto = \"" + upstream + "\"\n";
    }
    template <class Widget>
    [[nodiscard]] Widget *find(const QString &accessibleName) const
    {
        for (Widget *each : m_page->findChildren<Widget *>()) {
            if (each->accessibleName() == accessibleName && each->isVisible())
                return each;
        }
        return nullptr;
    }
    [[nodiscard]] QPushButton *button(const QString &words, QWidget *in = nullptr) const
    {
        for (QPushButton *each : (in ? in : m_page.get())->findChildren<QPushButton *>()) {
            if (each->text() == words && each->isVisible())
                return each;
        }
        return nullptr;
    }
    void click(const QString &words, QWidget *in = nullptr)
    {
        QTRY_VERIFY2(button(words, in) && button(words, in)->isEnabled(), qPrintable(words));
        QTest::mouseClick(button(words, in), Qt::LeftButton);
    }
    template <class Dialog>
    [[nodiscard]] Dialog *dialog() const
    {
        const auto all = m_page->findChildren<Dialog *>();
        return all.isEmpty() || !all.last()->isVisible() ? nullptr : all.last();
    }
    [[nodiscard]] QString cell(const QString &table, int row, int column) const
    {
        const auto *view = find<QTableView>(table);
        return view ? view->model()->index(row, column).data().toString() : QString();
    }
    [[nodiscard]] QPlainTextEdit *editor() const { return m_page->configView()->editor(); }
    void type(const std::string &words)
    {
        editor()->setFocus();
        editor()->selectAll();
        editor()->insertPlainText(QString::fromStdString(words));
    }
    void show(Tab tab)
    {
        QTRY_COMPARE(m_page->watch().stage(), GatewayWatch::Stage::Ready);
        m_page->tabs()->setCurrentIndex(tab);
    }

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        const std::string home = m_home->path().toStdString();
        VERIFY_OK(config::writeFileAtomically(home + "/gateway.toml", text()));
        auto service = Service::start({home + "/gateway.toml", home + "/versions"});
        VERIFY_OK(service);
        m_service = std::move(*service);
        m_engine = std::make_unique<testsupport::FakeEngine>(std::vector{examplePi("k-1", "kitchen")});
        m_engine->answerGateway = [this](const DeviceId &id, const GatewayRequest &request) -> Result<GatewayAnswer> {
            if (!id.empty())
                return fail(ErrorKind::NotFound, "no gateway of this account runs there");
            return ask(*m_service, request);
        };
        m_page = std::make_unique<GatewayPage>(*m_engine, m_theme, m_clock);
        m_page->resize(1280, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_engine.reset();
        m_service.reset();
    }

    void itSaysWhatIsServedAndWhoAnswers()
    {
        show(Upstreams);
        const auto *title = m_page->findChild<PlainLabel *>(u"gatewayTitle"_s);
        QCOMPARE(title->text(), u"Version 1 is served at 127.0.0.1:%1."_s.arg(m_service->view().ports.front()));
        QTRY_COMPARE(cell(u"Upstreams"_s, 0, 0), QString::fromStdString(m_upstream.address()));
        QCOMPARE(cell(u"Upstreams"_s, 0, 3), u"well"_s);
        show(Routes);
        QTRY_COMPARE(cell(u"Routes"_s, 0, 2), u"web"_s);
    }

    void trafficIsShownByRouteAndCause()
    {
        RawClient client(m_service->view().ports.front());
        QCOMPARE(client.ask("GET /a HTTP/1.1\r\nHost: pi\r\n\r\n").status, 200);
        QCOMPARE(client.ask("TRACE /a HTTP/1.1\r\nHost: pi\r\n\r\n").status, 405);
        show(Traffic);
        QTRY_COMPARE(cell(u"Traffic by route"_s, 0, 0), u"all"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"What went wrong"_s, 0, 0), u"method not allowed"_s, 10'000);
        QCOMPARE(cell(u"What went wrong"_s, 0, 1), u"1"_s);
    }

    void aRequestIsExplainedStepByStep()
    {
        RawClient client(m_service->view().ports.front());
        QCOMPARE(client.ask("GET /first HTTP/1.1\r\nHost: pi\r\n\r\n").status, 200);
        QCOMPARE(client.ask("GET /second HTTP/1.1\r\nHost: pi\r\n\r\n").status, 200);
        show(Requests);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"Requests"_s, 0, 2), u"GET pi/second"_s, 10'000);
        find<QTableView>(u"Requests"_s)->selectRow(1);
        QTRY_VERIFY(!cell(u"What happened to it"_s, 0, 1).isEmpty());
        find<QLineEdit>(u"Filter requests"_s)->setText(u"second"_s);
        QTRY_COMPARE(find<QTableView>(u"Requests"_s)->model()->rowCount(), 1);
        find<QLineEdit>(u"Filter requests"_s)->setText(u"nothing like it"_s);
        QTRY_VERIFY(!find<QTableView>(u"Requests"_s));
    }

    void anEndpointIsTakenOutAfterAQuestionAndInWithoutOne()
    {
        show(Upstreams);
        QTRY_VERIFY(find<QTableView>(u"Upstreams"_s));
        find<QTableView>(u"Upstreams"_s)->selectRow(0);
        click(u"Take it out…"_s);
        QTRY_VERIFY(dialog<ConfirmDialog>());
        click(u"Cancel"_s, dialog<ConfirmDialog>());
        QTRY_VERIFY(!dialog<ConfirmDialog>());
        QCOMPARE(cell(u"Upstreams"_s, 0, 3), u"well"_s);
        click(u"Take it out…"_s);
        QTRY_VERIFY(dialog<ConfirmDialog>());
        click(u"Take it out"_s, dialog<ConfirmDialog>());
        QTRY_COMPARE(cell(u"Upstreams"_s, 0, 3), u"draining"_s);
        click(u"Take it in again"_s);
        QTRY_COMPARE(cell(u"Upstreams"_s, 0, 3), u"well"_s);
    }

    void aKeyIsMadeShownOnceAndRevoked()
    {
        QVERIFY(m_service->apply(text() + "[[consumer]]\nname = \"pump\"\n", {"somebody"}).has_value());
        m_page->watch().refresh();
        show(Consumers);
        QTRY_COMPARE(cell(u"Consumers"_s, 0, 0), u"pump"_s);
        find<QTableView>(u"Consumers"_s)->selectRow(0);
        click(u"New key…"_s);
        QTRY_VERIFY(dialog<NewKeyDialog>());
        QTest::keyClicks(dialog<NewKeyDialog>()->findChild<QLineEdit *>(), u"cellar"_s);
        click(u"Make a key"_s, dialog<NewKeyDialog>());
        QTRY_VERIFY(find<QLineEdit>(u"The key"_s));
        QVERIFY(find<QLineEdit>(u"The key"_s)->text().startsWith(u"piu_"_s));
        click(u"Close"_s, dialog<NewKeyDialog>());
        QTRY_COMPARE(cell(u"Consumers"_s, 0, 2), u"cellar"_s);
        find<QTableView>(u"Consumers"_s)->selectRow(0);
        click(u"Revoke the key…"_s);
        QTRY_VERIFY(dialog<ConfirmDialog>());
        click(u"Revoke"_s, dialog<ConfirmDialog>());
        QTRY_COMPARE(cell(u"Consumers"_s, 0, 1), u"–"_s);
        QCOMPARE(m_service->view().version, 4U);
    }

    void whatIsWrongWithATextIsListedAndLeadsToItsLine()
    {
        show(Configuration);
        QTRY_COMPARE(editor()->toPlainText().toStdString(), text());
        type(text() + "listen_to = 3\n");
        click(u"Check and put into use…"_s);
        QTRY_COMPARE(cell(u"Problems"_s, 0, 0), u"9"_s);
        QVERIFY(!dialog<ChangeDialog>());
        find<QTableView>(u"Problems"_s)->selectRow(0);
        QTRY_COMPARE(editor()->textCursor().selectedText(), u"listen_to = 3"_s);
        QCOMPARE(m_service->view().version, 1U);
    }

    void aTextIsPutIntoUseOnceItsDifferenceWasSeen()
    {
        show(Configuration);
        QTRY_COMPARE(editor()->toPlainText().toStdString(), text());
        type(text("site"));
        click(u"Check and put into use…"_s);
        QTRY_VERIFY(dialog<ChangeDialog>());
        const auto *difference = dialog<ChangeDialog>()->findChild<QPlainTextEdit *>();
        QVERIFY(difference->toPlainText().contains(u"+name = \"site\""_s));
        QTest::keyClicks(dialog<ChangeDialog>()->findChild<QLineEdit *>(), u"a better name"_s);
        click(u"Put into use"_s, dialog<ChangeDialog>());
        QTRY_COMPARE(m_service->view().version, 2U);
        QTRY_VERIFY(!dialog<ChangeDialog>());
        QTRY_COMPARE(cell(u"Versions"_s, 0, 3), u"a better name"_s);
        QVERIFY(!editor()->document()->isModified());
    }

    void whatSomebodyElsePutIntoUseMeanwhileIsNotOverwritten()
    {
        show(Configuration);
        QTRY_COMPARE(editor()->toPlainText().toStdString(), text());
        type(text("mine"));
        QVERIFY(m_service->apply(text("theirs"), {"somebody"}).has_value());
        m_page->watch().refresh();
        QTRY_COMPARE(m_page->watch().overview().status.version, 2);
        QCOMPARE(editor()->toPlainText().toStdString(), text("mine"));
        click(u"Check and put into use…"_s);
        QTRY_VERIFY(dialog<ChangeDialog>());
        click(u"Put into use"_s, dialog<ChangeDialog>());
        QTest::qWait(50);
        QVERIFY(dialog<ChangeDialog>()); // it says why not, and stays
        QCOMPARE(m_service->view().version, 2U);
        dialog<ChangeDialog>()->reject();
        click(u"Load what is in use"_s);
        QTRY_COMPARE(editor()->toPlainText().toStdString(), text("theirs"));
    }

    void anEarlierVersionIsComparedAndTakenBack()
    {
        QVERIFY(m_service->apply(text("site"), {"somebody"}).has_value());
        show(Configuration);
        QTRY_COMPARE(cell(u"Versions"_s, 1, 0), u"1"_s);
        find<QTableView>(u"Versions"_s)->selectRow(1);
        click(u"Compare with what is in use…"_s);
        QTRY_VERIFY(dialog<ChangeDialog>());
        click(u"Go back"_s, dialog<ChangeDialog>());
        QTRY_COMPARE(m_service->view().version, 3U);
        QTRY_COMPARE(editor()->toPlainText().toStdString(), text());
    }

    void whoAsksForAccessIsGivenItOrRefusedIt()
    {
        const std::string api =
            "api = \"readings\"\n[route.access]\nrequire = [\"key\"]\n[portal]\ntakes_requests = "
            "true\n[[plan]]\nname = \"free\"\n[[api]]\nname = \"readings\"\nstate = \"published\"\n";
        QVERIFY(m_service->apply(text() + api, {"somebody"}).has_value());
        const auto ask = [this](const std::string &name) {
            const std::string form = "name=" + name + "&contact=ann%40example.org&plan=free&purpose=maps";
            RawClient client(m_service->view().ports.front());
            QCOMPARE(client
                         .ask("POST /developers/readings HTTP/1.1\r\nHost: pi\r\nOrigin: http://pi\r\nContent-Type: "
                              "application/x-www-form-urlencoded\r\nContent-Length: "
                              + std::to_string(form.size()) + "\r\n\r\n" + form)
                         .status,
                     200);
        };
        ask("Ann");
        ask("Bob");
        show(Access);
        QTRY_COMPARE(m_page->tabs()->tabText(Access), u"Access (2)"_s);
        QTRY_COMPARE(cell(u"Access"_s, 0, 0), u"Bob"_s);
        QVERIFY(!button(u"Give access…"_s)->isEnabled());
        find<QTableView>(u"Access"_s)->selectRow(0);
        click(u"Refuse…"_s);
        QTRY_VERIFY(dialog<DecisionSheet>());
        QTest::keyClicks(dialog<DecisionSheet>()->findChild<QLineEdit *>(), u"no maps"_s);
        click(u"Refuse"_s, dialog<DecisionSheet>());
        QTRY_COMPARE(cell(u"Access"_s, 0, 0), u"Ann"_s); // who waits comes first
        QTRY_COMPARE(cell(u"Access"_s, 1, 5), u"rejected"_s);
        QCOMPARE(m_service->view().version, 2U);

        QTRY_VERIFY(!dialog<DecisionSheet>());
        find<QTableView>(u"Access"_s)->selectRow(0);
        click(u"Give access…"_s);
        QTRY_VERIFY(dialog<DecisionSheet>());
        QTest::keyClicks(dialog<DecisionSheet>()->findChild<QLineEdit *>(), u"read write"_s);
        click(u"Give access"_s, dialog<DecisionSheet>());
        QTRY_COMPARE(m_service->view().version, 3U);
        QCOMPARE(m_service->view().config->guard.consumers.back().scopes, (std::vector<std::string>{"read", "write"}));
        QTRY_COMPARE(m_page->tabs()->tabText(Access), u"Access"_s);
    }

    void whereNoneRunsThatIsSaidAndAnotherCanBeChosen()
    {
        auto *devices = find<QComboBox>(u"Which gateway"_s);
        QVERIFY(devices);
        QCOMPARE(devices->count(), 2);
        devices->setCurrentIndex(1);
        emit devices->activated(1);
        QTRY_COMPARE(m_page->watch().stage(), GatewayWatch::Stage::None);
        emit devices->activated(devices->currentIndex());
        m_page->showGatewayOf({});
        QTRY_COMPARE(m_page->watch().stage(), GatewayWatch::Stage::Ready);
    }

    void whatWasToldStaysWithItsAgeWhenItFallsSilent()
    {
        show(Upstreams);
        m_engine->answerGateway = [](const DeviceId &, const GatewayRequest &) -> Result<GatewayAnswer> {
            return fail(ErrorKind::Unreachable, "the cable is out");
        };
        m_page->watch().refresh();
        QTRY_COMPARE(m_page->watch().stage(), GatewayWatch::Stage::Stale);
        QCOMPARE(cell(u"Upstreams"_s, 0, 3), u"well"_s);
        const auto labels = m_page->findChildren<PlainLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const PlainLabel *label) {
            return label->isVisible() && label->text().contains(u"the cable is out"_s);
        }));
    }
};

QTEST_MAIN(GatewayPageTest)
#include "GatewayPageTest.moc"
