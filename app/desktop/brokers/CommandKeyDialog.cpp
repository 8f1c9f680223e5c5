// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/CommandKeyDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <QClipboard>
#include <QGuiApplication>

namespace piuptime::desktop {

using namespace presentation;

CommandKeyDialog::CommandKeyDialog(fleet::Engine &engine, const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("Let agents obey this console"), parent)
{
    addText(tr("Add this public key to keys under [commands] in the agent.toml of each Pi that shall restart services, "
               "reboot or shut down when this console asks; an agent obeys nobody until then."));
    m_key = new Label(theme, TextStyle::Mono, &Colours::text, tr("Loading"), this);
    m_key->setWordWrap(true);
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_key->setAccessibleName(tr("Public key"));
    body()->addWidget(m_key);
    QPushButton *close = addCancel(tr("Close"));
    m_copy = addAction(tr("Copy"));
    m_copy->setIcon(theme.icon(Icon::Copy, &Colours::accentText));
    m_copy->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, this, [this, close] {
        QGuiApplication::clipboard()->setText(m_key->text());
        m_copy->setText(tr("Copied"));
        close->setFocus();
    });
    setMinimumWidth(560);
    whenDone(engine.commandKey(), this, [this](const Result<std::string> &key) { take(key); });
}

void CommandKeyDialog::take(const Result<std::string> &key)
{
    if (!key) {
        m_key->hide();
        return showProblem(Texts::error(key.error()));
    }
    m_key->setText(shown(*key));
    m_copy->setEnabled(true);
    m_copy->setFocus();
}

} // namespace piuptime::desktop
