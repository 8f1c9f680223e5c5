// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Device.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace piuptime::presentation {

/// A device as it stands in a form: text a person is still typing.
struct DeviceDraft {
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::DeviceDraft)
public:
    QString address;
    QString name;
    QString site;
    QString tags; ///< separated by commas
    QString notes;
    QString identities; ///< key files separated by commas
    QString jumps;      ///< addresses separated by commas, nearest first
    std::optional<UpsSource> ups;
    bool enabled = true;

    [[nodiscard]] static DeviceDraft of(const DeviceConfig &config);

    /// What is wrong with a part, in the user's language; empty when it is fine.
    [[nodiscard]] QString addressProblem() const;
    [[nodiscard]] QString jumpsProblem() const;
    [[nodiscard]] QString upsProblem() const;

    /// `base` with everything the form holds. \retval InvalidInput with the part
    [[nodiscard]] Result<DeviceConfig> applyTo(DeviceConfig base) const;
};

/// Words of a comma-separated field, trimmed, without empty ones.
[[nodiscard]] std::vector<std::string> commaList(const QString &text);

} // namespace piuptime::presentation
