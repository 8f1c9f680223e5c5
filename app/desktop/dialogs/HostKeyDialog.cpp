// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/HostKeyDialog.h"

#include "app/presentation/Formatting.h"

#include <QLineEdit>

namespace piuptime::desktop {

using presentation::shown;

namespace {

constexpr qsizetype kTypedCharacters = 4;

} // namespace

HostKeyDialog::HostKeyDialog(const Theme &theme, const QString &name, const ChangedHostKey &change, QWidget *parent)
    : Sheet(theme, tr("The host key of %1 has changed").arg(name), parent)
{
    addText(tr("Either the Pi was set up again, or something between this computer and %1 pretends to be it. Nothing "
               "was sent to it, no password and no key.")
                .arg(shown(change.server, 300)));
    for (const std::string &fingerprint : change.expected)
        body()->addWidget(fingerprintView(theme, tr("Trusted so far"), shown(fingerprint), this));
    const QString offered = shown(change.offered);
    body()->addWidget(fingerprintView(theme, tr("Offered now"), offered, this));
    addText(
        tr("Compare the offered fingerprint on the Pi itself, with keyboard and screen or through a way you trust:"));
    body()->addWidget(fingerprintView(theme, tr("On the Pi"), fingerprintCommand(shown(change.keyType)), this));

    addText(tr("If they are equal, type the last %n characters of the offered fingerprint.", nullptr,
               static_cast<int>(kTypedCharacters)));
    auto *entry = new QLineEdit(this);
    entry->setAccessibleName(tr("Last characters of the offered fingerprint"));
    entry->setMaxLength(kTypedCharacters);
    entry->setFont(theme.font(TextStyle::Mono));
    body()->addWidget(entry);
    addCancel(tr("Leave blocked"))->setDefault(true);
    QPushButton *replace = addAction(tr("Replace key"), ButtonRole::Danger);
    replace->setEnabled(false);
    connect(entry, &QLineEdit::textChanged, this,
            [replace, wanted = offered.right(kTypedCharacters)](const QString &text) {
                replace->setEnabled(text == wanted);
            });
    connect(replace, &QPushButton::clicked, this, &QDialog::accept);
    entry->setFocus();
}

QWidget *fingerprintView(const Theme &theme, const QString &caption, const QString &fingerprint, QWidget *parent)
{
    auto *view = new QWidget(parent);
    auto *column = new QVBoxLayout(view);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(new Label(theme, TextStyle::Caption, &Colours::textMuted, caption, view));
    auto *text = new Label(theme, TextStyle::Mono, &Colours::text, fingerprint, view);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(caption);
    column->addWidget(text);
    return view;
}

QString fingerprintCommand(const QString &keyType)
{
    const QString file = keyType.contains(u"rsa")     ? QStringLiteral("rsa")
                         : keyType.contains(u"ecdsa") ? QStringLiteral("ecdsa")
                                                      : QStringLiteral("ed25519");
    return QStringLiteral("ssh-keygen -lf /etc/ssh/ssh_host_%1_key.pub").arg(file);
}

} // namespace piuptime::desktop
