// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ScriptedPrompter.h"

#include "core/async/Wait.h"

namespace piuptime::test {
namespace {

std::optional<Secret> takeSecret(std::deque<std::string> &answers)
{
    if (answers.empty())
        return std::nullopt;
    Secret secret(answers.front());
    answers.pop_front();
    return secret;
}

} // namespace

void ScriptedPrompter::note(const QString &question, Retry retry)
{
    asked << (retry == Retry::Yes ? question + QStringLiteral(" retry") : question);
}

QCoro::Task<bool> ScriptedPrompter::confirmHostKey(SshEndpoint, std::string keyType, std::string fingerprint, Deadline)
{
    asked << QStringLiteral("host key %1 %2").arg(QString::fromStdString(keyType), QString::fromStdString(fingerprint));
    const bool answer = acceptHostKeys;
    co_await async::sleepFor(thought);
    co_return answer;
}

QCoro::Task<std::optional<Secret>> ScriptedPrompter::password(SshEndpoint, Retry retry, Deadline)
{
    note(QStringLiteral("password"), retry);
    auto answer = takeSecret(passwords);
    co_await async::sleepFor(thought);
    co_return answer;
}

QCoro::Task<std::optional<Secret>> ScriptedPrompter::passphrase(SshEndpoint, std::string, Retry retry, Deadline)
{
    note(QStringLiteral("passphrase"), retry);
    auto answer = takeSecret(passphrases);
    co_await async::sleepFor(thought);
    co_return answer;
}

QCoro::Task<std::optional<std::vector<Secret>>>
ScriptedPrompter::keyboardInteractive(SshEndpoint, std::string, std::vector<Prompt> prompts, Retry retry, Deadline)
{
    QString question = QStringLiteral("interactive");
    for (const Prompt &prompt : prompts)
        question += QStringLiteral(" “%1”").arg(QString::fromStdString(prompt.text));
    note(question, retry);
    std::optional<std::vector<Secret>> answer;
    if (!replies.empty()) {
        answer.emplace();
        for (const std::string &text : replies.front())
            answer->push_back(Secret(text));
        replies.pop_front();
    }
    co_await async::sleepFor(thought);
    co_return answer;
}

} // namespace piuptime::test
