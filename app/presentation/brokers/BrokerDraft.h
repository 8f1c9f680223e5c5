// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Broker.h"

#include <QCoreApplication>
#include <QString>

#include <array>
#include <vector>

namespace piuptime::presentation {

/// A broker as it stands in a form: text a person is still typing.
struct BrokerDraft {
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::BrokerDraft)
public:
    enum class Field : std::uint8_t { Name, Address, CertificateFile, KeyFile, Topic, Group, Count };
    static constexpr auto kFields = static_cast<std::size_t>(Field::Count);

    QString name;
    QString address; ///< a host, and a port if it is not the usual one; of a cluster several, with commas
    bool tls = false;
    QString caFile;
    QString certificateFile;
    QString keyFile;
    QString user;
    QString topic;
    QString group;
    bool publishers = true;
    bool enabled = true;

    [[nodiscard]] static BrokerDraft of(const BrokerConfig &config);

    /// What is wrong with each field, in the user's language; empty where it is fine.
    /// \param others the brokers that it stands beside: none of them has its name
    [[nodiscard]] std::array<QString, kFields> problems(const std::vector<BrokerConfig> &others) const;
    [[nodiscard]] bool isValid(const std::vector<BrokerConfig> &others) const;

    /// What the form holds; `isValid` must have been true.
    [[nodiscard]] BrokerConfig config() const;
};

/// `broker.example`, with the port unless it is the usual one; of a cluster all, with commas.
[[nodiscard]] QString brokerAddress(const BrokerConfig &broker);

} // namespace piuptime::presentation
