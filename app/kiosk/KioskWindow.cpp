// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/KioskWindow.h"

#include "app/kiosk/IconProvider.h"

#include <QQuickWindow>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(PiUptime_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(PiUptime_GraphsPlugin)
Q_IMPORT_QML_PLUGIN(PiUptime_KioskPlugin)

namespace piuptime::kiosk {

Result<std::unique_ptr<KioskWindow>> KioskWindow::open(Kiosk &kiosk, QSize size)
{
    std::unique_ptr<KioskWindow> made(new KioskWindow(kiosk));
    QQmlApplicationEngine &engine = made->m_engine;
    QString problem;
    QObject::connect(&engine, &QQmlEngine::warnings, &engine, [&problem](const QList<QQmlError> &errors) {
        for (const QQmlError &error : errors)
            problem += error.toString() + QLatin1Char('\n');
    });
    engine.addImportPath(QStringLiteral(":/qt/qml"));
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider); // the engine owns it
    engine.setProperty(Kiosk::kEngineProperty, QVariant::fromValue(&kiosk));
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/PiUptime/Kiosk/Main.qml")));
    QObject::disconnect(&engine, &QQmlEngine::warnings, &engine, nullptr);
    QQuickWindow *window = made->window();
    if (window == nullptr)
        return fail(ErrorKind::Internal, "the pages cannot be loaded", problem.toStdString());
    window->installEventFilter(made.get());
    if (size.isEmpty()) {
        window->showFullScreen();
    } else {
        window->resize(size);
        window->show();
    }
    return made;
}

bool KioskWindow::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::MouseButtonPress:
    case QEvent::KeyPress:
        m_isSwallowing = m_kiosk.touched();
        return m_isSwallowing;
    case QEvent::TouchUpdate:
    case QEvent::MouseMove:
        return m_isSwallowing;
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
    case QEvent::MouseButtonRelease:
    case QEvent::KeyRelease:
        return std::exchange(m_isSwallowing, false);
    default:
        return QObject::eventFilter(watched, event);
    }
}

QQuickWindow *KioskWindow::window() const
{
    return m_engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine.rootObjects().first());
}

} // namespace piuptime::kiosk
