// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/ConsumersView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/gateway/NewKeyDialog.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QUrl>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation;
using namespace presentation::gateway;

namespace {

/// A row for each key, or one for a consumer without any.
QList<RowsModel::Row> rowsOf(const QList<GatewayConsumer> &consumers)
{
    QList<RowsModel::Row> rows;
    const auto add = [&rows](const GatewayConsumer &consumer, const ConsumerKey &key) {
        rows.append({consumer.name + u'\n' + key.id,
                     {consumer.name, key.id.isEmpty() ? u"–"_s : key.id, key.label,
                      key.expires ? Formatting::localDateTime(*key.expires)
                                  : (key.id.isEmpty() ? QString() : ConsumersView::tr("without end")),
                      consumer.plan, consumer.scopes.join(u' '), consumer.others.join(u", "_s)}});
    };
    for (const GatewayConsumer &consumer : consumers) {
        for (const ConsumerKey &key : consumer.keys)
            add(consumer, key);
        if (consumer.keys.isEmpty())
            add(consumer, {});
    }
    return rows;
}

} // namespace

ConsumersView::ConsumersView(GatewayWatch &watch, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_watch(watch)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    m_rows = new RowsView(theme, tr("Consumers"),
                          {{tr("Consumer")},
                           {tr("Key")},
                           {tr("For")},
                           {tr("Good until")},
                           {tr("Plan")},
                           {tr("Scopes")},
                           {tr("Also known by")}},
                          {160, 120, RowsView::rest(200), 180, 100, 160, 200},
                          new EmptyState(theme, Icon::Key, tr("Nobody is known by name"),
                                         tr("Name who may ask, under [[consumer]] in the configuration; what a route "
                                            "asks for is said under [route.access].")),
                          this);
    column->addWidget(m_rows, 1);
    column->addWidget(makeFoot());
    connect(m_rows, &RowsView::chosenChanged, this, &ConsumersView::refreshButtons);
    refreshButtons();
}

QWidget *ConsumersView::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::kS, 0, 0, 0);
    row->setSpacing(space::kS);
    m_note = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, foot);
    m_note->setWrapping();
    m_revoke = makeButton(tr("Revoke the key…"), ButtonRole::Normal, foot);
    connect(m_revoke, &QPushButton::clicked, this, &ConsumersView::revoke);
    m_mint = makeButton(tr("New key…"), ButtonRole::Normal, foot);
    connect(m_mint, &QPushButton::clicked, this, &ConsumersView::mint);
    row->addWidget(m_note, 1);
    row->addWidget(m_revoke);
    row->addWidget(m_mint);
    return foot;
}

void ConsumersView::refresh()
{
    if (m_device != m_watch.device()) {
        m_device = m_watch.device();
        m_version = -1;
        m_rows->show({});
    }
    if (isVisible())
        ask();
    refreshButtons();
}

void ConsumersView::ask()
{
    const qint64 version = m_watch.overview().status.version;
    if (m_watch.stage() != GatewayWatch::Stage::Ready || version == m_version)
        return;
    m_version = version;
    m_watch.ask({"GET", "/v1/consumers"}, this, [this](const Result<GatewayAnswer> &answer) { take(answer); });
}

void ConsumersView::take(const Result<GatewayAnswer> &answer)
{
    const auto consumers = answer ? readConsumers(*answer) : tl::unexpected(answer.error());
    if (!consumers) {
        m_version = -1;
        return say(Texts::error(consumers.error()), &Colours::critical);
    }
    m_rows->show(rowsOf(*consumers));
    refreshButtons();
}

QString ConsumersView::chosenConsumer() const
{
    return m_rows->chosen().section(u'\n', 0, 0);
}

QString ConsumersView::chosenKey() const
{
    return m_rows->chosen().section(u'\n', 1);
}

void ConsumersView::refreshButtons()
{
    const bool isThere = m_watch.stage() == GatewayWatch::Stage::Ready;
    m_mint->setEnabled(isThere && !chosenConsumer().isEmpty());
    m_revoke->setEnabled(isThere && !chosenKey().isEmpty());
}

void ConsumersView::mint()
{
    auto *dialog = new NewKeyDialog(m_watch, m_theme, chosenConsumer(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ConsumersView::revoke()
{
    const QString consumer = chosenConsumer();
    const QString key = chosenKey();
    auto *dialog = new ConfirmDialog(m_theme, tr("Revoke the key %1 of %2?").arg(key, consumer),
                                     tr("Whoever uses it is turned away from now on. Going back to an earlier version "
                                        "of the configuration makes it good again."),
                                     tr("Revoke"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, consumer, key] {
        const std::string target = "/v1/consumers/" + QUrl::toPercentEncoding(consumer).toStdString() + "/keys/"
                                   + QUrl::toPercentEncoding(key).toStdString() + '?' + changeQuery({});
        m_watch.ask({"DELETE", target}, this, [this](const Result<GatewayAnswer> &answer) {
            const auto done = answer ? documentOf(*answer) : tl::unexpected(answer.error());
            if (!done)
                return say(Texts::error(done.error()), &Colours::critical);
            say(tr("It is revoked."), &Colours::textSecondary);
            m_watch.refresh();
        });
    });
    dialog->open();
}

void ConsumersView::say(const QString &text, QColor Colours::*colour)
{
    m_note->setText(text);
    m_note->setColour(colour);
}

void ConsumersView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

} // namespace piuptime::desktop
