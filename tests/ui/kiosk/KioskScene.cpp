// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kiosk/KioskScene.h"

#include "app/kiosk/access/PinChange.h"
#include "tests/support/Verify.h"

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

/// What QML and Qt complain about.
QStringList &complaints()
{
    static QStringList list;
    return list;
}

void hear(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        complaints().append(text);
}

void scrollTo(QQuickItem *item)
{
    for (QQuickItem *page = item->parentItem(); page != nullptr; page = page->parentItem()) {
        if (!page->property("contentY").isValid())
            continue;
        const double bottom = item->mapToItem(page, {0, item->height()}).y();
        if (bottom > page->height())
            page->setProperty("contentY", page->property("contentY").toDouble() + bottom - page->height());
    }
}
/// Whether it is of this type, which is in the name of its class also where QML made it, or derives from it.
bool isOf(const QQuickItem &item, const QByteArray &type)
{
    for (const QMetaObject *each = item.metaObject(); each != nullptr; each = each->superClass()) {
        const QByteArray name(each->className());
        if (name.startsWith(type + "_QMLTYPE") || name.endsWith("::" + type))
            return true;
    }
    return false;
}

} // namespace

void KioskScene::setUp()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = {};
    m_stored.clear();
    complaints().clear();
    qInstallMessageHandler(&hear);
}

void KioskScene::tearDown()
{
    close();
    qInstallMessageHandler(nullptr);
    QCOMPARE(complaints(), QStringList());
}

void KioskScene::open(std::vector<DeviceState> fleet, QSize size)
{
    m_state = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_engine = std::make_unique<testsupport::FakeEngine>(std::move(fleet));
    Kiosk::Setup setup;
    setup.settings = m_settings;
    setup.store = [this](const config::KioskSettings &settings) -> Result<void> {
        m_stored.push_back(settings);
        return {};
    };
    setup.paths = config::Paths::in(m_folder->path().toStdString());
    setup.root = m_folder->path().toStdString(); // a machine without backlight, sensor and sound card
    m_kiosk = std::make_unique<Kiosk>(*m_engine, m_clock, *m_state, std::move(setup));
    auto window = KioskWindow::open(*m_kiosk, size);
    VERIFY_OK(window);
    m_window = std::move(*window);
    QVERIFY(QTest::qWaitForWindowExposed(m_window->window()));
}

void KioskScene::close()
{
    m_window.reset();
    m_kiosk.reset();
    m_engine.reset();
    m_state.reset();
}

DeviceId KioskScene::firstOnTheWall() const
{
    const presentation::WallModel &wall = *m_kiosk->wall();
    for (int row = 0; row < wall.rowCount(); ++row) {
        if (wall.data(wall.index(row, 0), presentation::WallModel::NumberRole).toInt() == 1)
            return wall.data(wall.index(row, 0), presentation::FleetModel::DeviceIdRole).toString().toStdString();
    }
    return {};
}

QList<QQuickItem *> KioskScene::shownItems() const
{
    QList<QQuickItem *> items{window()->contentItem()};
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (QQuickItem *child : items[i]->childItems()) {
            if (child->isVisible() && child->opacity() > 0)
                items.append(child);
        }
    }
    return items;
}

QQuickItem *KioskScene::find(const QString &text) const
{
    for (QQuickItem *item : shownItems()) {
        if (item->property("text").toString() == text || item->property("spoken").toString() == text)
            return item;
    }
    return nullptr;
}

QList<QQuickItem *> KioskScene::shownOf(const QByteArray &type) const
{
    QList<QQuickItem *> items = shownItems();
    items.removeIf([&type](const QQuickItem *item) { return !isOf(*item, type); });
    return items;
}

QPoint KioskScene::middleOf(QQuickItem *item) const
{
    QPoint before;
    for (QPoint now(-1, -1); now != before;) {
        before = now;
        (void)window()->grabWindow();
        scrollTo(item);
        now = item->mapToScene({item->width() / 2, item->height() / 2}).toPoint();
    }
    return before;
}

void KioskScene::tap(const QString &text)
{
    QTRY_VERIFY2_WITH_TIMEOUT(find(text) != nullptr, qPrintable(text), kPatienceMs);
    QTest::mouseClick(window(), Qt::LeftButton, {}, middleOf(find(text)));
}

void KioskScene::type(const QByteArray &digits)
{
    for (const char digit : digits)
        QTest::keyClick(window(), digit);
    QTest::keyClick(window(), Qt::Key_Return);
}

void KioskScene::setPin()
{
    const std::string file = config::Paths::in(m_folder->path().toStdString()).pinFile();
    VERIFY_OK(changePins(file, [](Pins pins) { return withPin(std::move(pins), PinLevel::Operate, Secret("4711")); }));
    QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->access()->hasPin(), kPatienceMs);
}

void KioskScene::unlock()
{
    setPin();
    m_kiosk->rotation()->show(u"settings"_s);
    tap(u"Unlock to change settings"_s);
    type("4711");
    QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->access()->level(), AccessGuard::Level::Operate, kPatienceMs);
}

} // namespace piuptime::kiosk
