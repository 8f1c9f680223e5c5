// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"
#include "tests/support/MosquittoBroker.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace piuptime::test {

/// What happened at a client, to be waited for in the test's thread.
class MqttClientLog
{
public:
    struct Message {
        QByteArray topic;
        QByteArray payload;
        bool retained = false;
    };

    /// Events that write it; they hold it by reference.
    [[nodiscard]] mqtt::ClientEvents events();

    [[nodiscard]] std::vector<Message> messages() const { return read(m_messages); }
    [[nodiscard]] std::vector<Error> disconnected() const { return read(m_disconnected); }
    [[nodiscard]] std::vector<Error> refused() const { return read(m_refused); }
    [[nodiscard]] std::vector<std::uint64_t> published() const { return read(m_published); }
    [[nodiscard]] std::vector<mqtt::Protocol> connected() const { return read(m_connected); }

private:
    template <class T>
    T read(const T &value) const
    {
        const std::lock_guard lock(m_mutex);
        return value;
    }

    mutable std::mutex m_mutex;
    std::vector<Message> m_messages;
    std::vector<Error> m_disconnected;
    std::vector<Error> m_refused;
    std::vector<std::uint64_t> m_published;
    std::vector<mqtt::Protocol> m_connected;
};

/// What every implementation of `mqtt::Client` promises, against a real broker.
class MqttClientContract : public QObject
{
    Q_OBJECT
public:
    using Maker = std::function<Result<std::unique_ptr<mqtt::Client>>(mqtt::ClientOptions, mqtt::ClientEvents)>;
    explicit MqttClientContract(Maker make)
        : m_make(std::move(make))
    {
    }

private slots:
    void aMessageComesAsItWasSent_data();
    void aMessageComesAsItWasSent();
    void aRetainedMessageIsMarked();
    void aMessageIsAcknowledgedByItsNumber();
    void subscriptionsAreReplaced();
    void aSharedSubscriptionSplitsTheLoad();
    void aSharedSubscriptionIsWithdrawnAndMadeAgain();
    void aSubscriptionThatIsWithdrawnAndWantedAtOnceIsThere();
    void aFilterThatIsNoneIsTold();
    void theWillIsSentForAClientThatDies();
    void aClientThatSaysGoodbyeLeavesNoWill();
    void aClientComesBackAfterTheBrokerDied();
    void aBrokerThatKnowsOnlyTheOldProtocolIsServed();
    void aMessageLargerThanAllowedIsLeftToTheBroker();
    void aSessionKeepsWhatComesWhileTheClientIsAway();
    void withoutConnectionNothingIsTaken();
    void whatIsOnItsWayIsBounded();
    void aWrongPasswordIsToldAsOne();
    void aPortWithoutBrokerIsTold();
    void whatIsNoBrokerIsTold();
    void aBrokerThatNeverAnswersIsGivenUp();
    void theNextAddressIsTriedWhenOneIsDead();
    void theNextAddressIsTriedWhenAConnectionIsLost();
    void aCertificateMustBeForTheAddressInUse();
    void aLinkThatGoesSilentIsGivenUp();
    void anEndIsQuickWhateverTheBrokerDoes();
    void aBrokerIsTrustedByItsCertificate();
    void aBrokerThatCannotBeTrustedIsRefused_data();
    void aBrokerThatCannotBeTrustedIsRefused();
    void aClientShowsItsOwnCertificate();
    void aClientWithoutCertificateIsToldThatItNeedsOne();
    void filesThatAreNoneAreTold();

private:
    struct Peer {
        std::unique_ptr<MqttClientLog> log;
        std::unique_ptr<mqtt::Client> client;
    };
    [[nodiscard]] Peer connectTo(const mqtt::ClientOptions &options, std::vector<mqtt::Subscription> filters = {});
    [[nodiscard]] static mqtt::ClientOptions optionsFor(quint16 port, const char *id);

    Maker m_make;
};

} // namespace piuptime::test
