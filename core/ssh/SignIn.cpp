// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SignIn.h"

#include "core/async/Offload.h"
#include "core/base/Text.h"
#include "core/ssh/Agent.h"
#include "core/ssh/Identities.h"

#include <QFile>

#include <algorithm>

namespace piuptime::ssh {
namespace {

constexpr std::size_t kOffersOfGivenKeys = 5; // OpenSSH ends the connection at the sixth failure
constexpr std::size_t kOffersOfFoundKeys = 3;
constexpr int kMaxFailures = 5;
constexpr int kAnswersAsked = 3;
constexpr int kMaxRounds = 16;
constexpr int kMaxPrompts = 16;

/// A key to offer: in the agent, in a file, or both.
struct Candidate {
    std::string name;             ///< for messages
    std::string path;             ///< empty: only the agent has it
    KeyPtr publicKey;             ///< none when only the passphrase would tell
    std::optional<AgentKey> held; ///< by the agent
};

/// One attempt to sign in. Shared by the coroutines below, which are steps of it.
struct Attempt {
    std::shared_ptr<Link> link;
    SessionOptions options;
    std::shared_ptr<Prompter> prompter;
    std::shared_ptr<GivenAnswers> answers;
    Deadline deadline;
    std::shared_ptr<AgentRelay> relay;
    std::string where;
    int failures = 0;
    std::vector<std::string> tried;

    [[nodiscard]] Deadline serverDeadline() const { return deadline.within(options.timeouts.signIn); }
    [[nodiscard]] Deadline personDeadline() const { return deadline.within(options.timeouts.person); }
    [[nodiscard]] ssh_session session() const { return link->session(); }
    [[nodiscard]] int methods() const { return ssh_userauth_list(link->session(), nullptr); }
};
using AttemptPtr = std::shared_ptr<Attempt>;

QThreadPool *agentPool()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(8); // each is blocked while an agent signs
    // A thread that signed holds a random generator of libcrypto until it ends; as the process exits, it is too late.
    pool.setExpiryTimeout(0);
    return &pool;
}

QCoro::Task<Result<int>> call(AttemptPtr attempt, std::function<int()> operation)
{
    const auto result = co_await Link::repeat(attempt->link, std::move(operation), SSH_AUTH_AGAIN,
                                              attempt->serverDeadline(), "signing in to " + attempt->where);
    if (result && *result == SSH_AUTH_DENIED)
        ++attempt->failures;
    co_return result;
}

KeyPtr publicKeyFromBlob(const QByteArray &blob)
{
    const qsizetype length = blob.size() < 4 ? 0 : blob.mid(0, 4).toHex().toInt(nullptr, 16);
    const QByteArray type = blob.mid(4, length);
    ssh_key key = nullptr;
    if (ssh_pki_import_pubkey_base64(blob.toBase64().constData(), ssh_key_type_from_name(type.constData()), &key)
        != SSH_OK)
        return nullptr;
    return KeyPtr(key, [](ssh_key_struct *owned) { ssh_key_free(owned); });
}

bool sameKey(const KeyPtr &a, const KeyPtr &b)
{
    return a && b && ssh_key_cmp(a.get(), b.get(), SSH_KEY_CMP_PUBLIC) == 0;
}

QCoro::Task<std::vector<Candidate>> agentCandidates(AttemptPtr attempt)
{
    std::vector<Candidate> candidates;
    if (attempt->options.agentSocket.empty())
        co_return candidates;
    const Deadline listed = attempt->deadline.within(attempt->options.timeouts.agent);
    const auto keys = co_await listAgentKeys(attempt->options.agentSocket, listed);
    if (!keys) {
        attempt->tried.push_back("the SSH agent (" + keys.error().detail + ")");
        co_return candidates;
    }
    for (const AgentKey &key : *keys) {
        if (KeyPtr publicKey = publicKeyFromBlob(key.blob))
            candidates.push_back({"key “" + key.comment + "” of the agent", {}, std::move(publicKey), key});
    }
    co_return candidates;
}

/// Keys in the order they are offered: those named for this Pi (through the agent where it has them), then the rest of
/// the agent; without named ones the agent, then the usual files.
QCoro::Task<std::vector<Candidate>> findCandidates(AttemptPtr attempt)
{
    std::vector<Candidate> fromAgent = co_await agentCandidates(attempt);
    std::vector<Candidate> fromFiles;
    for (const std::string &path : Identities::paths(attempt->options.identities)) {
        Candidate candidate{"key " + path, path, Identities::publicKey(path), {}};
        const auto held = std::ranges::find_if(
            fromAgent, [&](const Candidate &other) { return sameKey(other.publicKey, candidate.publicKey); });
        if (held != fromAgent.end()) {
            candidate.held = held->held;
            fromAgent.erase(held);
        }
        fromFiles.push_back(std::move(candidate));
    }
    const bool named = !attempt->options.identities.empty();
    auto &first = named ? fromFiles : fromAgent;
    auto &second = named ? fromAgent : fromFiles;
    std::vector<Candidate> candidates = std::move(first);
    std::ranges::move(second, std::back_inserter(candidates));
    const std::size_t most = named ? kOffersOfGivenKeys : kOffersOfFoundKeys;
    candidates.resize(std::min(candidates.size(), most));
    co_return candidates;
}

/// libssh blocks while the agent signs, so its calls run in a pool; nobody else touches the session meanwhile.
QCoro::Task<Result<int>> signWithAgent(AttemptPtr attempt, AgentKey key)
{
    auto relay = AgentRelay::create(attempt->options.agentSocket, std::move(key), attempt->options.timeouts.agent);
    if (!relay)
        co_return tl::unexpected(relay.error());
    attempt->relay = *relay;
    ssh_set_agent_socket(attempt->session(), attempt->relay->takeClientEnd());
    for (;;) {
        attempt->link->pause();
        const auto sign = [session = attempt->session()] { return ssh_userauth_agent(session, nullptr); };
        const int result = co_await async::offload(agentPool(), sign);
        attempt->link->resume();
        if (attempt->link->ended())
            co_return tl::unexpected(*attempt->link->ended());
        if (result != SSH_AUTH_AGAIN)
            co_return result;
        const async::Woken woken = co_await attempt->link->activity().wait(attempt->serverDeadline());
        if (woken == async::Woken::Timeout)
            co_return fail(ErrorKind::Timeout, attempt->where + " did not answer in time");
    }
}

/// The private key of a candidate, when the server is willing to take it.
QCoro::Task<Result<int>> signWithFile(AttemptPtr attempt, Candidate candidate)
{
    const auto key = co_await Identities::open(attempt->options.keys, candidate.path, attempt->options.endpoint,
                                               attempt->prompter, attempt->personDeadline());
    if (!key) {
        attempt->tried.push_back(candidate.name + " (" + key.error().detail + ")");
        co_return SSH_AUTH_DENIED;
    }
    if (attempt->link->ended()) // the passphrase took its time; the key stays open for the next attempt
        attempt->answers->personWasAsked = true;
    const std::function<int()> sign = [attempt, privateKey = *key] {
        return ssh_userauth_publickey(attempt->session(), nullptr, privateKey.get());
    };
    const auto result = co_await call(attempt, sign);
    co_return result;
}

QCoro::Task<Result<int>> offer(AttemptPtr attempt, Candidate candidate)
{
    if (candidate.publicKey) {
        const std::function<int()> ask = [attempt, key = candidate.publicKey] {
            return ssh_userauth_try_publickey(attempt->session(), nullptr, key.get());
        };
        const auto wanted = co_await call(attempt, ask);
        if (!wanted || *wanted != SSH_AUTH_SUCCESS) {
            attempt->tried.push_back(candidate.name);
            co_return wanted;
        }
    }
    if (candidate.held) {
        const auto signedIn = co_await signWithAgent(attempt, *candidate.held);
        const bool declined = signedIn && *signedIn != SSH_AUTH_SUCCESS && *signedIn != SSH_AUTH_PARTIAL;
        if (!declined)
            co_return signedIn;
        attempt->tried.push_back(candidate.name + " (the agent did not sign)");
        if (candidate.path.empty())
            co_return SSH_AUTH_DENIED;
    }
    const auto signedIn = co_await signWithFile(attempt, candidate);
    if (signedIn && *signedIn == SSH_AUTH_DENIED)
        attempt->tried.push_back(candidate.name);
    co_return signedIn;
}

QCoro::Task<Result<int>> tryKeys(AttemptPtr attempt)
{
    const std::vector<Candidate> candidates = co_await findCandidates(attempt);
    int outcome = SSH_AUTH_DENIED;
    for (const Candidate &candidate : candidates) {
        const auto result = co_await offer(attempt, candidate);
        if (!result)
            co_return result;
        outcome = *result;
        if (outcome == SSH_AUTH_SUCCESS || outcome == SSH_AUTH_PARTIAL || attempt->failures >= kMaxFailures)
            break;
    }
    co_return outcome;
}

/// The password, from an earlier answer or from the person; none when they declined.
QCoro::Task<std::optional<Secret>> askPassword(AttemptPtr attempt, Prompter::Retry retry)
{
    if (retry == Prompter::Retry::No && attempt->answers->password)
        co_return attempt->answers->password;
    attempt->answers->personWasAsked = true;
    const auto password =
        co_await attempt->prompter->password(attempt->options.endpoint, retry, attempt->personDeadline());
    attempt->answers->password = password;
    co_return password;
}

tl::unexpected<Error> declined(const AttemptPtr &attempt)
{
    return fail(ErrorKind::Cancelled, "no answer was given for the sign-in to " + attempt->where);
}

QCoro::Task<Result<int>> tryPassword(AttemptPtr attempt)
{
    for (int asked = 0; asked < kAnswersAsked && attempt->failures < kMaxFailures; ++asked) {
        const auto retry = asked == 0 ? Prompter::Retry::No : Prompter::Retry::Yes;
        const auto password = co_await askPassword(attempt, retry);
        if (!password)
            co_return declined(attempt);
        const std::function<int()> send = [attempt, secret = *password] {
            return ssh_userauth_password(attempt->session(), nullptr, secret.reveal().c_str());
        };
        const auto result = co_await call(attempt, send);
        if (!result || *result != SSH_AUTH_DENIED)
            co_return result;
    }
    attempt->tried.push_back("password");
    co_return SSH_AUTH_DENIED;
}

std::vector<Prompter::Prompt> promptsOf(ssh_session session)
{
    std::vector<Prompter::Prompt> prompts;
    const int count = std::min(ssh_userauth_kbdint_getnprompts(session), kMaxPrompts);
    for (int i = 0; i < count; ++i) {
        char echo = 0;
        const char *text = ssh_userauth_kbdint_getprompt(session, static_cast<unsigned>(i), &echo);
        prompts.push_back({printable(text ? text : "", 200), echo != 0});
    }
    return prompts;
}

bool asksForPassword(const std::vector<Prompter::Prompt> &prompts)
{
    return prompts.size() == 1 && !prompts[0].echo && prompts[0].text.find("assword") != std::string::npos;
}

QCoro::Task<std::optional<std::vector<Secret>>> askPerson(AttemptPtr attempt, std::vector<Prompter::Prompt> prompts,
                                                          Prompter::Retry retry)
{
    if (asksForPassword(prompts)) { // a password under another name: the stored one will do
        const auto password = co_await askPassword(attempt, retry);
        if (!password)
            co_return std::nullopt;
        co_return std::vector<Secret>{*password};
    }
    const char *text = ssh_userauth_kbdint_getinstruction(attempt->session());
    const std::string instruction = printable(text ? text : "", 1000);
    attempt->answers->personWasAsked = true;
    auto given = co_await attempt->prompter->keyboardInteractive(attempt->options.endpoint, instruction, prompts, retry,
                                                                 attempt->personDeadline());
    co_return given;
}

/// One conversation, from the server's first question to its verdict.
/// \return as libssh; SSH_AUTH_INFO when the server refused without a question
QCoro::Task<Result<int>> converse(AttemptPtr attempt, Prompter::Retry retry)
{
    const std::function<int()> proceed = [attempt] {
        return ssh_userauth_kbdint(attempt->session(), nullptr, nullptr);
    };
    bool asked = false;
    for (int round = 0; round < kMaxRounds; ++round) {
        const auto result = co_await call(attempt, proceed);
        if (!result)
            co_return result;
        if (*result != SSH_AUTH_INFO)
            co_return *result == SSH_AUTH_DENIED && !asked ? SSH_AUTH_INFO : *result;
        const auto prompts = promptsOf(attempt->session());
        if (prompts.empty())
            continue;
        asked = true;
        const auto given = co_await askPerson(attempt, prompts, retry);
        if (!given || given->size() != prompts.size())
            co_return declined(attempt);
        if (attempt->link->ended())
            co_return tl::unexpected(*attempt->link->ended());
        for (unsigned i = 0; i < given->size(); ++i)
            ssh_userauth_kbdint_setanswer(attempt->session(), i, (*given)[i].reveal().c_str());
    }
    co_return fail(ErrorKind::Corrupt, attempt->where + " asks questions without end");
}

QCoro::Task<Result<int>> tryConversation(AttemptPtr attempt)
{
    for (int asked = 0; asked < kAnswersAsked && attempt->failures < kMaxFailures; ++asked) {
        const auto retry = asked == 0 ? Prompter::Retry::No : Prompter::Retry::Yes;
        const auto result = co_await converse(attempt, retry);
        if (!result || *result != SSH_AUTH_DENIED)
            co_return result;
    }
    attempt->tried.push_back("answers to its questions");
    co_return SSH_AUTH_DENIED;
}

std::string methodNames(int methods)
{
    std::string names;
    const auto add = [&](int method, const char *name) {
        if (methods & method)
            names += (names.empty() ? "" : ", ") + std::string(name);
    };
    add(SSH_AUTH_METHOD_PUBLICKEY, "keys");
    add(SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive");
    add(SSH_AUTH_METHOD_PASSWORD, "password");
    add(SSH_AUTH_METHOD_GSSAPI_MIC, "GSSAPI");
    add(SSH_AUTH_METHOD_HOSTBASED, "host-based");
    return names.empty() ? "nothing" : names;
}

tl::unexpected<Error> refused(const AttemptPtr &attempt)
{
    std::string tried;
    for (const std::string &what : attempt->tried)
        tried += (tried.empty() ? "" : ", ") + what;
    return fail(
        ErrorKind::Unauthorized,
        attempt->where + " refused the sign-in. Tried: " + (tried.empty() ? "nothing" : tried)
            + ". It accepts: " + methodNames(attempt->methods())
            + ". Put the public key into ~/.ssh/authorized_keys there, or name the right user, key or password");
}

/// Tries what the server offers and was not tried yet. \return as libssh
QCoro::Task<Result<int>> tryNext(AttemptPtr attempt, int methods, int *used)
{
    const int open = methods & ~*used;
    if (open & SSH_AUTH_METHOD_PUBLICKEY) {
        *used |= SSH_AUTH_METHOD_PUBLICKEY;
        return tryKeys(attempt);
    }
    if (open & SSH_AUTH_METHOD_INTERACTIVE) {
        *used |= SSH_AUTH_METHOD_INTERACTIVE;
        return tryConversation(attempt);
    }
    *used |= SSH_AUTH_METHOD_PASSWORD;
    return tryPassword(attempt);
}

constexpr int kOurMethods = SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_INTERACTIVE | SSH_AUTH_METHOD_PASSWORD;

} // namespace

QCoro::Task<Result<void>> signIn(std::shared_ptr<Link> link, SessionOptions options, std::shared_ptr<Prompter> prompter,
                                 std::shared_ptr<GivenAnswers> answers, Deadline deadline)
{
    const std::string where = toString(options.endpoint);
    const auto attempt =
        std::make_shared<Attempt>(Attempt{link, options, prompter, answers, deadline, nullptr, where, 0, {}});
    const std::function<int()> none = [attempt] { return ssh_userauth_none(attempt->session(), nullptr); };
    auto result = co_await call(attempt, none);
    attempt->failures = 0; // this one only asks what is offered; servers do not count it

    int used = 0;
    while (result && *result != SSH_AUTH_SUCCESS) {
        if (*result == SSH_AUTH_PARTIAL)
            attempt->failures = 0;
        const int methods = attempt->methods() & kOurMethods;
        const bool wrongAnswers = *result == SSH_AUTH_DENIED && (used & SSH_AUTH_METHOD_INTERACTIVE) != 0;
        if (*result == SSH_AUTH_ERROR || wrongAnswers || (methods & ~used) == 0 || attempt->failures >= kMaxFailures)
            co_return fail(refused(attempt).value(), "signing in to " + where);
        result = co_await tryNext(attempt, methods, &used);
    }
    if (!result)
        co_return tl::unexpected(result.error());
    co_return Result<void>{};
}

} // namespace piuptime::ssh
