// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/SecretDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QCheckBox>
#include <QLineEdit>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kMaxSecret = 4096;

QString titleFor(const fleet::Question &question)
{
    switch (question.kind) {
    case fleet::Question::Kind::Passphrase:
        return SecretDialog::tr("Passphrase for %1").arg(shown(question.identity, 300));
    case fleet::Question::Kind::Vault:
        return SecretDialog::tr("Passphrase for your saved secrets");
    case fleet::Question::Kind::KeyboardInteractive:
        return SecretDialog::tr("%1 has a question").arg(shown(question.deviceName, 256));
    default:
        return SecretDialog::tr("Password for %1").arg(Texts::endpoint(question.endpoint));
    }
}

QString explanationFor(const fleet::Question &question)
{
    const QString name = shown(question.deviceName, 256);
    switch (question.kind) {
    case fleet::Question::Kind::Passphrase:
        return SecretDialog::tr("The key is needed to sign in to %1. It never leaves this computer.").arg(name);
    case fleet::Question::Kind::Vault:
        return SecretDialog::tr("There is no keyring on this computer, so saved passwords are kept in a file that this "
                                "passphrase seals.");
    case fleet::Question::Kind::KeyboardInteractive:
        return SecretDialog::tr("%1 asks this before it lets you in.").arg(Texts::endpoint(question.endpoint));
    default:
        return SecretDialog::tr("%1 accepts none of your keys and asks for a password.").arg(name);
    }
}

} // namespace

SecretDialog::SecretDialog(const Theme &theme, const fleet::Question &question, QWidget *parent)
    : Sheet(theme, titleFor(question), parent)
    , m_id(question.id)
{
    if (question.retry)
        addText(tr("That was not accepted. Try again."))->setColour(&Colours::critical);
    addText(explanationFor(question));
    if (!question.instruction.empty())
        addText(shown(question.instruction, 1000));
    if (question.kind == fleet::Question::Kind::KeyboardInteractive) {
        for (const fleet::Question::Prompt &prompt : question.prompts)
            addField(shown(prompt.text, 300), prompt.echo);
    } else {
        addField({}, false);
    }
    if (question.kind == fleet::Question::Kind::Password || question.kind == fleet::Question::Kind::Passphrase) {
        m_remember = new QCheckBox(tr("Remember in the keyring of this computer"), this);
        body()->addWidget(m_remember);
    }
    addCancel(tr("Not now"));
    connect(addAction(tr("Continue")), &QPushButton::clicked, this, &SecretDialog::submit);
    connect(this, &QDialog::rejected, this, [this] { emit answered(m_id, {}); });
    if (!m_fields.empty())
        m_fields.front()->setFocus();
}

SecretDialog::~SecretDialog()
{
    for (QLineEdit *field : m_fields)
        field->setText(QString(field->text().size(), u'\0')); // do not leave it in the field's buffer
}

void SecretDialog::addField(const QString &caption, bool echo)
{
    if (!caption.isEmpty())
        body()->addWidget(new Label(theme(), TextStyle::Caption, &Colours::textSecondary, caption, this));
    auto *field = new QLineEdit(this);
    field->setEchoMode(echo ? QLineEdit::Normal : QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    field->setMaxLength(kMaxSecret);
    field->setAccessibleName(caption.isEmpty() ? windowTitle() : caption);
    connect(field, &QLineEdit::returnPressed, this, &SecretDialog::submit);
    body()->addWidget(field);
    m_fields.push_back(field);
}

void SecretDialog::submit()
{
    fleet::Answer answer{.accepted = true, .remember = m_remember && m_remember->isChecked(), .secrets = {}};
    for (const QLineEdit *field : m_fields)
        answer.secrets.emplace_back(typed(field->text()));
    emit answered(m_id, answer);
    accept();
}

} // namespace piuptime::desktop
