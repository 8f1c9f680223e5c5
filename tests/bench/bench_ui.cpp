// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: the fleet page with 1,000 devices that all change ten times a second, while scrolling and sorting
#include "app/desktop/MainWindow.h"
#include "app/desktop/fleet/FleetTable.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/StallMeter.h"
#include "tests/support/FakeEngine.h"

#include <QApplication>
#include <QFile>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <ctime>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr std::size_t kDevices = 1000;
constexpr int kRounds = 8; ///< prepared changes, played again and again
constexpr int kSeconds = 20;
constexpr auto kChangeEvery = 100ms;
constexpr auto kSortEvery = 1500ms;

/// Milliseconds since the kernel started this process; steps of 10.
double sinceProcessStart()
{
    QFile stat(u"/proc/self/stat"_s);
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // from the third field on
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = fields.value(19).toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1000;
}

/// Tells when the widget was painted for the first time.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QWidget *widget) { widget->installEventFilter(this); }
    [[nodiscard]] double at() const { return m_at; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_at == 0)
            QTimer::singleShot(0, this, [this] { m_at = sinceProcessStart(); });
        return QObject::eventFilter(watched, event);
    }

private:
    double m_at = 0;
};

/// Changes of every device, made before the clock runs: in life they come ready from other threads.
std::vector<fleet::FleetChange> prepareChanges()
{
    testsupport::FakeEngine source(testsupport::exampleFleet(kDevices));
    std::vector<fleet::FleetChange> changes;
    QObject::connect(&source, &fleet::Engine::changed, &source,
                     [&](const fleet::FleetChange &change) { changes.push_back(change); });
    for (int i = 0; i < kRounds; ++i)
        source.walk();
    return changes;
}

void sortByNext(desktop::FleetTable &table)
{
    static constexpr std::array kColumns{presentation::FleetColumn::Temperature, presentation::FleetColumn::Name,
                                         presentation::FleetColumn::Cpu, presentation::FleetColumn::State};
    static std::size_t next = 0;
    table.model()->sort(static_cast<int>(kColumns[next++ % kColumns.size()]), Qt::DescendingOrder);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    desktop::Theme theme;
    theme.install();
    const SystemClock clock;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"ui.ini"_s), QSettings::IniFormat);
    testsupport::FakeEngine engine(testsupport::exampleFleet(kDevices));
    desktop::MainWindow window(engine, theme, settings, clock);
    window.resize(1920, 1080);
    auto *table = window.findChild<desktop::FleetTable *>();
    const FirstPaint firstPaint(table->viewport());
    window.show();
    while (firstPaint.at() == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);

    const std::vector<fleet::FleetChange> changes = prepareChanges();
    std::size_t played = 0;
    QTimer change;
    QObject::connect(&change, &QTimer::timeout, &window,
                     [&] { emit engine.changed(changes[played++ % changes.size()]); });
    QTimer scroll;
    QObject::connect(&scroll, &QTimer::timeout, &window, [&, step = 24]() mutable {
        QScrollBar *bar = table->verticalScrollBar();
        if (bar->value() + step > bar->maximum() || bar->value() + step < 0)
            step = -step;
        bar->setValue(bar->value() + step);
    });
    QTimer sort;
    QObject::connect(&sort, &QTimer::timeout, &window, [&] { sortByNext(*table); });
    StallMeter stalls;
    change.start(kChangeEvery);
    scroll.start(kFrame);
    sort.start(kSortEvery);
    const double cpuBefore = cpuMilliseconds();
    QTimer::singleShot(std::chrono::seconds(kSeconds), &app, &QCoreApplication::quit);
    QCoreApplication::exec();

    BenchReport report(u"ui"_s);
    report.add({.name = u"first painted fleet of 1,000 devices, from process start"_s,
                .value = firstPaint.at(),
                .unit = u"ms"_s,
                .goal = 500});
    report.add({.name = u"longest stall of the event loop in a frame, p99"_s,
                .value = percentile(stalls.frames(), 0.99),
                .unit = u"ms"_s,
                .goal = 16});
    report.add({.name = u"longest stall, median"_s, .value = median(stalls.frames()), .unit = u"ms"_s});
    report.add({.name = u"longest stall of all"_s, .value = percentile(stalls.frames(), 1), .unit = u"ms"_s});
    report.add({.name = u"devices changed a second"_s,
                .value = static_cast<double>(played * kDevices) / kSeconds,
                .unit = u"/s"_s,
                .goal = 9000,
                .goalKind = Measure::Goal::AtLeast});
    report.add(
        {.name = u"CPU time"_s, .value = (cpuMilliseconds() - cpuBefore) / kSeconds / 10, .unit = u"% of a core"_s});
    report.print(app.arguments());
    return 0;
}
