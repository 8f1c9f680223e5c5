// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/GraphScene.h"

#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QQuickItem>

#include <cstdio>

Q_IMPORT_QML_PLUGIN(PiUptime_GraphsPlugin)
Q_IMPORT_QML_PLUGIN(PiUptime_GraphSceneForTestsPlugin)

namespace piuptime::testsupport {

GraphScene::GraphScene(presentation::Timeline &timeline, const QStringList &chartIds, QSize size, Mode mode)
{
    m_view.engine()->addImportPath(QStringLiteral(":/qt/qml"));
    m_view.setResizeMode(QQuickView::SizeRootObjectToView);
    m_view.setInitialProperties({{QStringLiteral("timeline"), QVariant::fromValue(&timeline)},
                                 {QStringLiteral("chartIds"), chartIds},
                                 {QStringLiteral("dark"), mode == Mode::Dark}});
    m_view.resize(size);
    m_view.setSource(QUrl(QStringLiteral("qrc:/qt/qml/PiUptime/GraphSceneForTests/FourGraphs.qml")));
    for (const QQmlError &error : m_view.errors())
        std::fprintf(stderr, "%s\n", qPrintable(error.toString()));
    m_view.show();
}

std::vector<kiosk::TimeGraph *> GraphScene::graphs() const
{
    const auto found = m_view.rootObject()->findChildren<kiosk::TimeGraph *>();
    return {found.begin(), found.end()};
}

void GraphScene::drawFrame()
{
    QEvent request(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&m_view, &request);
}

} // namespace piuptime::testsupport
