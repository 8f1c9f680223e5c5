// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/graph/TimeGraph.h"

#include <QQuickView>

#include <memory>

namespace piuptime::testsupport {

/// Four graphs of a timeline in a window of their own, as a page of the wall shows them.
class GraphScene
{
public:
    enum class Mode : std::uint8_t { Light, Dark };

    GraphScene(presentation::Timeline &timeline, const QStringList &chartIds, QSize size, Mode mode);

    [[nodiscard]] QQuickView &window() { return m_view; }
    [[nodiscard]] std::vector<kiosk::TimeGraph *> graphs() const;
    /// Draws a frame at once, whether or not one is due.
    void drawFrame();

private:
    QQuickView m_view;
};

} // namespace piuptime::testsupport
