// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AuditEntry.h"

#include "core/base/Text.h"
#include "core/exchange/IsoTime.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace piuptime::kiosk {
namespace {

constexpr std::size_t kMaxTextBytes = 512;

void put(QJsonObject &object, QLatin1StringView key, std::string_view text)
{
    if (!text.empty())
        object[key] = QString::fromStdString(printable(text, kMaxTextBytes));
}

} // namespace

std::string_view name(AuditEntry::What what)
{
    switch (what) {
    case AuditEntry::What::Unlocked:
        return "unlocked";
    case AuditEntry::What::WrongPin:
        return "wrong-pin";
    case AuditEntry::What::Locked:
        return "locked";
    case AuditEntry::What::PinSet:
        return "pin-set";
    case AuditEntry::What::PinRemoved:
        return "pin-removed";
    case AuditEntry::What::Action:
        return "action";
    case AuditEntry::What::Lost:
        return "lost";
    }
    return "unknown";
}

std::string jsonLine(const AuditEntry &entry)
{
    using namespace Qt::StringLiterals;
    QJsonObject object;
    put(object, "at"_L1, exchange::isoTime(entry.at));
    put(object, "what"_L1, name(entry.what));
    put(object, "level"_L1, entry.level);
    put(object, "device"_L1, entry.device);
    put(object, "detail"_L1, entry.detail);
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n';
}

} // namespace piuptime::kiosk
