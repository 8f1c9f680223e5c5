// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/Kiosk.h"

#include <QQmlEngine>

/// The view models, made known to QML: they are handed in, never made there.
namespace piuptime::kiosk {

/// `Kiosk` in QML is the one that its engine was given.
struct QmlKiosk {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::Kiosk)
    QML_NAMED_ELEMENT(Kiosk)
    QML_SINGLETON

public:
    static Kiosk *create(QQmlEngine *engine, QJSEngine *)
    {
        auto *kiosk = engine->property(Kiosk::kEngineProperty).value<Kiosk *>();
        QJSEngine::setObjectOwnership(kiosk, QJSEngine::CppOwnership);
        return kiosk;
    }
};
struct QmlNameFinder {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::NameFinder)
    QML_NAMED_ELEMENT(NameFinder)
    QML_UNCREATABLE("made by the program")
};
struct QmlRotation {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::Rotation)
    QML_NAMED_ELEMENT(Rotation)
    QML_UNCREATABLE("made by the program")
};
struct QmlPreferences {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::Preferences)
    QML_NAMED_ELEMENT(Preferences)
    QML_UNCREATABLE("made by the program")
};
struct QmlAccessGuard {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::AccessGuard)
    QML_NAMED_ELEMENT(AccessGuard)
    QML_UNCREATABLE("made by the program")
};
struct QmlOperator {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::Operator)
    QML_NAMED_ELEMENT(Operator)
    QML_UNCREATABLE("made by the program")
};
struct QmlScreenCare {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::ScreenCare)
    QML_NAMED_ELEMENT(ScreenCare)
    QML_UNCREATABLE("made by the program")
};
struct QmlBacklight {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::Backlight)
    QML_NAMED_ELEMENT(Backlight)
    QML_UNCREATABLE("made by the program")
};
struct QmlAlarmSound {
    Q_GADGET
    QML_FOREIGN(piuptime::kiosk::AlarmSound)
    QML_NAMED_ELEMENT(AlarmSound)
    QML_UNCREATABLE("made by the program")
};
struct QmlWallModel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::WallModel)
    QML_NAMED_ELEMENT(WallModel)
    QML_UNCREATABLE("made by the program")
};
struct QmlFleetOverview {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::FleetOverview)
    QML_NAMED_ELEMENT(FleetOverview)
    QML_UNCREATABLE("made by the program")
};
struct QmlDevicePanel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::DevicePanel)
    QML_NAMED_ELEMENT(DevicePanel)
    QML_UNCREATABLE("made by the program")
};
struct QmlGatewayPanel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::gateway::GatewayPanel)
    QML_NAMED_ELEMENT(GatewayPanel)
    QML_UNCREATABLE("made by the program")
};
struct QmlStableListModel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::StableListModel)
    QML_ANONYMOUS
};
struct QmlGraphListModel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::GraphListModel)
    QML_NAMED_ELEMENT(GraphListModel)
    QML_UNCREATABLE("made by the program")
};
struct QmlLineListModel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::LineListModel)
    QML_NAMED_ELEMENT(LineListModel)
    QML_UNCREATABLE("made by the program")
};
struct QmlSectionListModel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::SectionListModel)
    QML_NAMED_ELEMENT(SectionListModel)
    QML_UNCREATABLE("made by the program")
};
struct QmlEventListModel {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::EventListModel)
    QML_NAMED_ELEMENT(EventListModel)
    QML_UNCREATABLE("made by the program")
};

} // namespace piuptime::kiosk
