// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/graph/GraphPainter.h"

#include <QSGImageNode>
#include <QSGTexture>

#include <memory>

namespace piuptime::kiosk {

/// A graph in the scene graph: pictures on top of each other. Thread: the one that renders.
///
/// A transform, though it moves nothing: the software renderer forgets where plain nodes are when one is added to them.
class GraphNode final : public QSGTransformNode
{
public:
    enum class Layer : std::uint8_t { Plot, Crosshair, Bubble };

    /// Replaces the picture of a layer; an empty one takes it away.
    void show(Layer layer, const Picture &picture, QQuickWindow &window);

private:
    /// Owns its texture: the software renderer's nodes let go of the former one without deleting it.
    struct Part {
        std::unique_ptr<QSGTexture> texture;
        std::unique_ptr<QSGImageNode> node;
    };
    std::array<Part, 3> m_parts;
};

} // namespace piuptime::kiosk
