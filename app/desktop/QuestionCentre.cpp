// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/QuestionCentre.h"

#include "app/desktop/dialogs/SameDeviceDialog.h"
#include "app/desktop/dialogs/SecretDialog.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QApplication>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

/// How long after its cause a question still comes as no surprise.
constexpr std::chrono::minutes kExpectation{2};

bool isHostKey(const fleet::Question &question)
{
    return question.kind == fleet::Question::Kind::HostKey;
}

bool isSameDevice(const fleet::Question &question)
{
    return question.kind == fleet::Question::Kind::SameDevice;
}

} // namespace

QuestionCentre::QuestionCentre(fleet::Engine &engine, const Theme &theme, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_theme(theme)
    , m_window(window)
    , m_questions(engine.questions())
{
    connect(&engine, &fleet::Engine::questionAsked, this, &QuestionCentre::onAsked);
    connect(&engine, &fleet::Engine::questionWithdrawn, this, &QuestionCentre::onWithdrawn);
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &QuestionCentre::openExpected);
}

QString QuestionCentre::title() const
{
    if (m_questions.empty())
        return {};
    if (m_questions.size() > 1)
        return tr("%n questions wait for your answer", nullptr, static_cast<int>(m_questions.size()));
    const fleet::Question &question = m_questions.front();
    const QString name = shown(question.deviceName, 256);
    switch (question.kind) {
    case fleet::Question::Kind::HostKey:
        return tr("Is this %1?").arg(name);
    case fleet::Question::Kind::Password:
    case fleet::Question::Kind::KeyboardInteractive:
        return tr("%1 wants you to sign in").arg(name);
    case fleet::Question::Kind::Passphrase:
        return tr("A key is locked");
    case fleet::Question::Kind::SameDevice:
        return tr("Is %1 one Pi or two?").arg(name);
    case fleet::Question::Kind::Vault:
        break;
    }
    return tr("Your saved secrets are locked");
}

QString QuestionCentre::detail() const
{
    if (m_questions.empty())
        return {};
    const auto keys = static_cast<int>(hostKeys().size());
    const auto doubles = static_cast<int>(std::ranges::count_if(m_questions, isSameDevice));
    const auto others = static_cast<int>(m_questions.size()) - keys - doubles;
    if (m_questions.size() > 1) {
        QStringList parts;
        if (keys > 0)
            parts.append(tr("%n unknown host key(s)", nullptr, keys));
        if (others > 0)
            parts.append(tr("%n sign-in(s)", nullptr, others));
        if (doubles > 0)
            parts.append(tr("%n Pi(s) that may be seen twice", nullptr, doubles));
        return parts.join(QStringLiteral(", "));
    }
    const fleet::Question &question = m_questions.front();
    if (isHostKey(question))
        return tr("%1 shows a host key that is not known yet. Nothing is sent before you trust it.")
            .arg(Texts::endpoint(question.endpoint));
    if (isSameDevice(question))
        return tr("A Pi of this name reports over MQTT as %1, and one is read at %2.")
            .arg(shown(question.identity, 200), Texts::endpoint(question.endpoint));
    if (question.kind == fleet::Question::Kind::Passphrase)
        return tr("The key file %1 needs its passphrase.").arg(shown(question.identity, 300));
    return question.kind == fleet::Question::Kind::Vault ? tr("Passwords were saved under a passphrase.")
                                                         : Texts::endpoint(question.endpoint);
}

void QuestionCentre::open(const DeviceId &id)
{
    const auto found = std::ranges::find(m_questions, id, &fleet::Question::device);
    if (!id.empty() && found != m_questions.end() && !isHostKey(*found))
        return openSingle(*found);
    openNext();
}

void QuestionCentre::openNext()
{
    if (m_hostKeysDialog || m_singleDialog) {
        QDialog *open = m_hostKeysDialog ? static_cast<QDialog *>(m_hostKeysDialog) : m_singleDialog;
        open->raise();
        return open->activateWindow();
    }
    if (!hostKeys().empty())
        openHostKeys();
    else if (!m_questions.empty())
        openSingle(m_questions.front());
}

void QuestionCentre::expect(const std::vector<DeviceId> &ids)
{
    for (const DeviceId &id : ids)
        m_expected.insert_or_assign(id, QDeadlineTimer(kExpectation));
    openExpected();
}

bool QuestionCentre::isExpected(const DeviceId &id) const
{
    const auto found = m_expected.find(id);
    return found != m_expected.end() && !found->second.hasExpired();
}

void QuestionCentre::openExpected()
{
    if (m_hostKeysDialog || m_singleDialog || QApplication::activeModalWidget()
        || QGuiApplication::applicationState() != Qt::ApplicationActive)
        return;
    const auto next = std::ranges::find_if(
        m_questions, [this](const fleet::Question &question) { return isExpected(question.device); });
    if (next == m_questions.end())
        return;
    if (isHostKey(*next))
        openHostKeys();
    else
        openSingle(*next);
}

void QuestionCentre::openHostKeys()
{
    m_hostKeysDialog = new HostKeysDialog(m_theme, hostKeys(), m_window);
    m_hostKeysDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_hostKeysDialog, &HostKeysDialog::answered, this,
            [this](const std::vector<std::uint64_t> &ids, bool trusted) {
                for (const std::uint64_t id : ids)
                    answer(id, {.accepted = trusted, .remember = false, .secrets = {}});
            });
    connect(m_hostKeysDialog, &QDialog::rejected, this, [this] { m_expected.clear(); }); // put off, not answered
    connect(m_hostKeysDialog, &QDialog::finished, this, [this] {
        m_hostKeysDialog = nullptr;
        openExpected();
    });
    m_hostKeysDialog->show();
}

void QuestionCentre::openSingle(const fleet::Question &question)
{
    if (m_singleDialog)
        m_singleDialog->deleteLater();
    m_singleId = question.id;
    m_singleDialog = makeSingle(question);
    m_singleDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_singleDialog, &QDialog::finished, this, [this, dialog = m_singleDialog.data()] {
        if (m_singleDialog == dialog)
            m_singleDialog = nullptr;
        openExpected();
    });
    m_singleDialog->show();
}

Sheet *QuestionCentre::makeSingle(const fleet::Question &question)
{
    const auto take = [this](quint64 id, const fleet::Answer &given) { answer(id, given); };
    if (isSameDevice(question)) {
        auto *dialog = new SameDeviceDialog(m_theme, question, m_window);
        connect(dialog, &SameDeviceDialog::answered, this, take);
        connect(dialog, &QDialog::rejected, this, [this] { m_expected.clear(); }); // put off, not answered
        return dialog;
    }
    auto *dialog = new SecretDialog(m_theme, question, m_window);
    connect(dialog, &SecretDialog::answered, this, take);
    return dialog;
}

/// What follows from an answer, such as the password after the host key, is as little of a surprise.
void QuestionCentre::answer(std::uint64_t id, const fleet::Answer &given)
{
    const auto question = std::ranges::find(m_questions, id, &fleet::Question::id);
    if (question != m_questions.end() && given.accepted)
        m_expected.insert_or_assign(question->device, QDeadlineTimer(kExpectation));
    else if (question != m_questions.end())
        m_expected.erase(question->device);
    m_engine.answer(id, given);
}

void QuestionCentre::onAsked(const fleet::Question &question)
{
    if (std::ranges::find(m_questions, question.id, &fleet::Question::id) != m_questions.end())
        return;
    m_questions.push_back(question);
    if (m_hostKeysDialog && isHostKey(question))
        m_hostKeysDialog->add(question);
    emit changed();
    openExpected();
}

void QuestionCentre::onWithdrawn(std::uint64_t questionId)
{
    std::erase_if(m_questions, [questionId](const fleet::Question &question) { return question.id == questionId; });
    if (m_hostKeysDialog)
        m_hostKeysDialog->withdraw(questionId);
    if (m_singleDialog && m_singleId == questionId)
        m_singleDialog->done(QDialog::Accepted);
    emit changed();
}

std::vector<fleet::Question> QuestionCentre::hostKeys() const
{
    std::vector<fleet::Question> keys;
    std::ranges::copy_if(m_questions, std::back_inserter(keys), isHostKey);
    return keys;
}

} // namespace piuptime::desktop
