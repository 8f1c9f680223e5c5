// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/graph/GraphNode.h"

#include <QQuickWindow>

namespace piuptime::kiosk {

void GraphNode::show(Layer layer, const Picture &picture, QQuickWindow &window)
{
    Part &part = m_parts[static_cast<std::size_t>(layer)];
    if (picture.image.isNull()) {
        part = {};
        return;
    }
    const bool opaque = !picture.image.hasAlphaChannel();
    std::unique_ptr<QSGTexture> texture(window.createTextureFromImage(
        picture.image, opaque ? QQuickWindow::TextureIsOpaque : QQuickWindow::TextureHasAlphaChannel));
    if (!part.node) {
        part.node.reset(window.createImageNode());
        part.node->setFlag(QSGNode::OwnedByParent, false);
        part.node->setOwnsTexture(false);
        part.node->setFiltering(QSGTexture::Nearest); // made for this screen, pixel by pixel
    }
    part.node->setTexture(texture.get());
    part.node->setRect(picture.place);
    part.node->setSourceRect(QRectF(QPointF(), picture.image.size()));
    if (part.node->parent())
        part.node->markDirty(DirtyMaterial);
    else if (layer == Layer::Plot)
        prependChildNode(part.node.get());
    else
        appendChildNode(part.node.get()); // once it has a texture, which the renderer looks at at once
    part.texture = std::move(texture);    // the node has let go of the former one
}

} // namespace piuptime::kiosk
