// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Store.h"
#include "core/gateway/http/BodyReader.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/http/HeadWriter.h"
#include "core/gateway/proxy/Pace.h"
#include "core/gateway/proxy/Snapshot.h"
#include "core/gateway/see/RequestRecord.h"
#include "core/gateway/upstream/UpstreamConnection.h"

namespace piuptime::gateway {

class Client;
struct CacheTurn;
struct FormTurn;
class HeldBody;
struct JsonTurn;
class Worker;

/// One request and its answer: reads the request off a client's connection, finds who answers it, passes both ways and
/// tries again elsewhere where that does no harm. Kept for one connection after another. Belongs to a worker's thread.
class Exchange final : public UpstreamUser
{
public:
    Exchange(Worker &worker, const std::shared_ptr<const Snapshot> &snapshot);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Whether it was made for this configuration, and may serve another request.
    [[nodiscard]] bool serves(const std::shared_ptr<const Snapshot> &snapshot) const { return m_snapshot == snapshot; }
    void begin(Client &client);
    /// Forgets the request; closes the connection to its upstream if it is still in use.
    void reset();

    /// Does what can be done without waiting. \return whether anything was
    [[nodiscard]] bool advance();
    /// Whether it is over: all of the answer is in the client's buffer.
    [[nodiscard]] bool isOver() const { return m_state == State::Over; }
    /// Whether the client may send another request afterwards.
    [[nodiscard]] bool keepsConnection() const { return m_keepsConnection; }
    /// Whether bytes of the client are of use now.
    [[nodiscard]] bool wantsInput() const;
    /// Whether the client is still to send something: then its end is not yet a hang-up.
    [[nodiscard]] bool awaitsInput() const
    {
        return m_state == State::Head || m_state == State::Tunnel || !m_requestBody.isDone();
    }
    /// Whether nothing but a part of a head has come.
    [[nodiscard]] bool isReadingHead() const { return m_state == State::Head; }

    /// When something must have happened, counted from now.
    [[nodiscard]] MonoTime deadline() const;
    /// That did not happen in time.
    void onDeadline();
    /// The client is gone, or was let go for this cause.
    void onClientGone(Cause cause = Cause::ClientGone);
    void onUpstreamEvents() override;

private:
    /// Above this much waiting for the upstream, nothing more is taken from the client.
    static constexpr std::size_t kHighMark = std::size_t{64} * 1024;

    enum class State : std::uint8_t {
        Head,       ///< of the request
        Checking,   ///< who asks, which another thread finds out
        Fetching,   ///< an answer of another gateway, likewise
        Receiving,  ///< the body of the request, to be changed, or a form
        Filing,     ///< an application, which another thread does
        Pausing,    ///< before another attempt
        Connecting, ///< to an upstream
        Awaiting,   ///< the head of the answer
        Holding,    ///< the body of the answer, to be changed
        Answering,  ///< the body of the answer
        Tunnel,     ///< bytes both ways, after an upgrade
        Over,
    };

    // The request.
    [[nodiscard]] bool readHead();
    [[nodiscard]] Cause decide();
    [[nodiscard]] Cause askGate(const guard::Gate &gate);
    [[nodiscard]] bool checkAgain();
    [[nodiscard]] bool goOn(Cause cause);
    [[nodiscard]] Cause prepare();
    [[nodiscard]] bool fetchedOrGoesOn();
    [[nodiscard]] bool isRetired(const Api &api);
    [[nodiscard]] const Group *chooseGroup() const;
    /// Null where it is left to chance.
    [[nodiscard]] const Group *decidedGroup() const;
    [[nodiscard]] std::uint32_t targetDice() const;
    void changeRequest(std::string_view normalizedPath, http::RequestPassage &passage, std::string &path);
    void changeAnswer(http::ResponsePassage &passage);
    void noteAdmission();
    void answerPreflight();
    void releaseAdmission();
    void writeHead(std::string_view normalizedPath);
    [[nodiscard]] std::uint64_t balanceKey() const;
    [[nodiscard]] bool takeBody();
    void notePace(std::size_t bytes);
    [[nodiscard]] MonoTime bodyDeadline() const;
    [[nodiscard]] bool sendRequest();
    [[nodiscard]] std::size_t pending() const { return m_toUpstream.size() - m_sent; }
    void stopKeeping();

    // Upstreams.
    void attempt();
    [[nodiscard]] std::unique_ptr<UpstreamConnection> connectionFor(const Endpoint &endpoint);
    [[nodiscard]] bool finishConnecting();
    void failAttempt(Cause cause);
    [[nodiscard]] bool maySendAgain() const;
    [[nodiscard]] bool claimRetry() const;
    void retry();
    void noteFailure();
    void noteSuccess();
    void letUpstreamGo(bool isReusable);

    // The answer.
    [[nodiscard]] bool readAnswer();
    void parseAnswer();
    [[nodiscard]] bool takeAnswerHead();
    [[nodiscard]] bool passInterim();
    void beginAnswer();
    void beginTunnel();
    void passAnswerBody();
    void onAnswerEnd(net::Stream::Outcome outcome);
    void finishAnswer();
    [[nodiscard]] bool passTunnel();

    [[nodiscard]] bool isUpstreamInOrder() const;

    // The cache.
    void askCache();
    void lookUp();
    void keepForAll(const cache::SharedEntry &entry);
    void makeVoid();
    void answerFromCache(const cache::SharedEntry &entry, cache::Outcome outcome, const http::HeadParser &request);
    [[nodiscard]] bool passHit();
    [[nodiscard]] bool isAnsweredByStored();
    void refreshStored();
    [[nodiscard]] bool standsIn();
    void noteForCache();
    void beginKeeping(cache::Policy policy, const cache::Times &times);
    void keep(std::string_view data);
    void store();

    // Pages for developers.
    [[nodiscard]] Cause answerPage(const portal::Portal &portal, const portal::Page &page);
    void answerWith(int status, std::string_view type, std::string_view body, std::string_view fields);
    [[nodiscard]] Cause beginForm(const portal::Portal &portal, const portal::Page &page);
    [[nodiscard]] bool takeForm();
    void readForm();
    [[nodiscard]] bool finishForm();
    void answerForm(int status, std::string_view title, std::string_view text, std::string_view key = {});

    // Bodies that are changed.
    [[nodiscard]] Cause holdRequest();
    [[nodiscard]] Cause hold(http::BodyReader &reader, net::Buffer &from, HeldBody &body);
    [[nodiscard]] bool takeHeldRequest();
    void sendHeldRequest();
    [[nodiscard]] bool holdAnswer();
    void takeHeldAnswer();
    void endHeldAnswer(net::Stream::Outcome outcome);
    void sendHeldAnswer();
    void refuseHeld(std::string_view flaw);
    void failHeld(Cause cause);

    // What is seen of it.
    [[nodiscard]] bool step();
    void passDeadline();
    void noteBegin();
    void noteRequest();
    void nameTrace();
    void nameRequest();
    void noteAttempt();
    void noteAttemptFailed(Cause cause, bool isStale);
    void noteAnswerBegan();
    void noteEnd(Cause cause);
    void report();

    // Ends.
    void refuse(Cause cause);
    void breakOff(Cause cause);

    [[nodiscard]] MonoTime now() const;
    [[nodiscard]] const UpstreamTimeouts &timeouts() const { return m_group->config().timeouts; }
    [[nodiscard]] const Config &config() const { return m_snapshot->config(); }

    Worker &m_worker;
    std::shared_ptr<const Snapshot> m_snapshot;
    Client *m_client = nullptr;
    State m_state = State::Head;
    bool m_keepsConnection = false;

    http::RequestParser m_request;
    http::BodyReader m_requestBody;
    http::Method m_method = http::Method::Get;
    http::Version m_version = http::Version::Http11;
    http::BodyKind m_requestFraming = http::BodyKind::None;
    bool m_wantsUpgrade = false;
    MonoTime m_startedAt{};
    std::uint64_t m_bodyBytes = 0; ///< both ways
    Pace m_sending;                ///< of the client, with its body

    const RouteConfig *m_route = nullptr;
    const RouteConfig *m_refusing = nullptr; ///< the route that would take other methods
    const guard::Gate *m_gate = nullptr;     ///< of the route; null: everybody passes
    guard::Admission m_admission;
    const Snapshot::Changers *m_changers = nullptr; ///< of the route; null: its messages pass as they are
    const Group *m_group = nullptr;
    std::shared_ptr<Endpoint> m_endpoint; ///< of this attempt
    std::uint64_t m_key = 0;
    std::vector<const Endpoint *> m_tried;
    int m_attempts = 0;
    MonoTime m_pauseUntil{};

    std::unique_ptr<UpstreamConnection> m_upstream;
    net::Buffer m_toUpstream;
    std::size_t m_sent = 0; ///< of it
    bool m_isKept = true;   ///< it holds the whole request so far, to be sent again
    bool m_hasSent = false; ///< anything, in this attempt
    bool m_isTold = true;   ///< how the attempt went
    MonoTime m_attemptedAt{};

    http::ResponseParser m_answer;
    http::BodyReader m_answerBody;
    http::BodyKind m_answerFraming = http::BodyKind::None; ///< towards the client
    bool m_keepsUpstream = false;
    int m_interims = 0;

    std::unique_ptr<CacheTurn> m_caching; ///< null: the cache has nothing to do with it
    std::unique_ptr<JsonTurn> m_json;     ///< null: no body is held
    std::unique_ptr<FormTurn> m_form;     ///< null: it is no form of the pages for developers
    RequestRecord m_record;
    std::string m_ownFields;    ///< for the upstream
    std::size_t m_parentAt = 0; ///< of `m_toUpstream`, where the attempt's own part of the trace is; 0: there is none
};

} // namespace piuptime::gateway
