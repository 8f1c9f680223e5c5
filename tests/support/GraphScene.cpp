// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/GraphScene.h"

#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QQuickItem>

#include <cstdio>

Q_IMPORT_QML_PLUGIN(PiUptime_GraphsPlugin)
Q_IMPORT_QML_PLUGIN(PiUptime_GraphSceneForTestsPlugin)

namespace piuptime::testsupport {
namespace {

/// What a Repeater makes has a place among the items, but no parent among the objects.
void collect(const QQuickItem &item, std::vector<kiosk::TimeGraph *> &graphs)
{
    for (QQuickItem *child : item.childItems()) {
        if (auto *graph = qobject_cast<kiosk::TimeGraph *>(child))
            graphs.push_back(graph);
        collect(*child, graphs);
    }
}

} // namespace

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
    std::vector<kiosk::TimeGraph *> all;
    collect(*m_view.rootObject(), all);
    return all;
}

void GraphScene::drawFrame()
{
    QEvent request(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&m_view, &request);
}

} // namespace piuptime::testsupport
