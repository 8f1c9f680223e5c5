// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/Messages.h"

#include "core/remote/Calls.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace piuptime::remote {

std::uint64_t protocolShape()
{
    static const std::uint64_t shape = [] {
        std::string described = shapeOf<Notice>();
        Calls::describe(described);
        const QByteArray digest = QCryptographicHash::hash(described, QCryptographicHash::Sha256);
        return qFromLittleEndian<std::uint64_t>(digest.constData());
    }();
    return shape;
}

Hello ourHello()
{
    return {"piuptime", PIUPTIME_VERSION, protocolShape()};
}

} // namespace piuptime::remote
