// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/NewKeyDialog.h"

#include "app/presentation/Texts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QUrl>

namespace piuptime::desktop {

using namespace presentation::gateway;

NewKeyDialog::NewKeyDialog(GatewayWatch &watch, const Theme &theme, const QString &consumer, QWidget *parent)
    : Sheet(theme, tr("New key for %1").arg(consumer), parent)
    , m_watch(watch)
    , m_consumer(consumer)
    , m_label(new QLineEdit(this))
    , m_key(new QLineEdit(this))
{
    m_told = addText(tr("The key is shown once. The configuration keeps its hash, so nobody can look it up later."));
    m_label->setPlaceholderText(tr("What it is for"));
    m_label->setAccessibleName(tr("What it is for"));
    m_label->setMaxLength(100);
    body()->addWidget(m_label);
    m_key->setReadOnly(true);
    m_key->setFont(theme.font(TextStyle::Mono));
    m_key->setAccessibleName(tr("The key"));
    m_key->hide();
    body()->addWidget(m_key);
    m_cancel = addCancel();
    m_make = addAction(tr("Make a key"));
    connect(m_make, &QPushButton::clicked, this, &NewKeyDialog::make);
    setMinimumWidth(560);
    m_label->setFocus();
}

void NewKeyDialog::make()
{
    m_make->setEnabled(false);
    const std::string target = "/v1/consumers/" + QUrl::toPercentEncoding(m_consumer).toStdString() + "/keys?"
                               + changeQuery({}) + "&label=" + QUrl::toPercentEncoding(m_label->text()).toStdString();
    m_watch.ask({"POST", target}, this, [this](const Result<GatewayAnswer> &answer) { take(answer); });
}

void NewKeyDialog::take(const Result<GatewayAnswer> &answer)
{
    const auto made = answer ? readNewKey(*answer) : tl::unexpected(answer.error());
    m_make->setEnabled(true);
    if (!made)
        return showProblem(presentation::Texts::error(made.error()));
    showProblem({});
    m_watch.refresh();
    m_label->hide();
    m_told->setText(tr("This is the key %1. Copy it now: it is not shown again.").arg(made->id));
    m_key->setText(made->key);
    m_key->show();
    m_key->selectAll();
    m_cancel->setText(tr("Close"));
    m_make->setText(tr("Copy"));
    m_make->disconnect(this);
    connect(m_make, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_key->text());
        m_make->setText(tr("Copied"));
        m_cancel->setFocus();
    });
}

} // namespace piuptime::desktop
