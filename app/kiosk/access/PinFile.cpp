// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/PinFile.h"

#include "app/kiosk/access/PinHash.h"
#include "core/config/AtomicFile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

constexpr std::size_t kMaxFileBytes = 4096;
constexpr int kFormat = 1;

bool isHashOrEmpty(const QJsonValue &value)
{
    return value.isUndefined() || (value.isString() && isPinHash(value.toString().toStdString()));
}

bool isWhole(const QJsonObject &object)
{
    const bool hasOperate = object.contains("operate"_L1);
    const int wrong = object["wrong"_L1].toInt(-1);
    return object["format"_L1].toInt() == kFormat && isHashOrEmpty(object["operate"_L1])
           && isHashOrEmpty(object["acknowledge"_L1]) && (hasOperate || !object.contains("acknowledge"_L1))
           && wrong >= 0 && wrong <= kMostWrongPins;
}

} // namespace

std::string_view name(PinLevel level)
{
    return level == PinLevel::Operate ? "operate" : "acknowledge";
}

std::string &hashOf(Pins &pins, PinLevel level)
{
    return level == PinLevel::Operate ? pins.operate : pins.acknowledge;
}

const std::string &hashOf(const Pins &pins, PinLevel level)
{
    return level == PinLevel::Operate ? pins.operate : pins.acknowledge;
}

bool haveSameHashes(const Pins &one, const Pins &other)
{
    return one.operate == other.operate && one.acknowledge == other.acknowledge;
}

Result<Pins> loadPins(const std::string &path)
{
    const auto bytes = config::readFile(path, kMaxFileBytes);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
        return Pins();
    if (!bytes)
        return fail(bytes.error(), "reading the PINs");
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*bytes)).object();
    if (!isWhole(object))
        return fail(ErrorKind::Corrupt, path + " is damaged");
    return Pins{object["acknowledge"_L1].toString().toStdString(), object["operate"_L1].toString().toStdString(),
                object["wrong"_L1].toInt()};
}

Result<void> storePins(const std::string &path, const Pins &pins)
{
    QJsonObject object{{u"format"_s, kFormat}, {u"wrong"_s, std::min(pins.wrong, kMostWrongPins)}};
    if (!pins.operate.empty())
        object["operate"_L1] = QString::fromStdString(pins.operate);
    if (!pins.acknowledge.empty())
        object["acknowledge"_L1] = QString::fromStdString(pins.acknowledge);
    return config::writeFileAtomically(path, QJsonDocument(object).toJson().toStdString());
}

} // namespace piuptime::kiosk
