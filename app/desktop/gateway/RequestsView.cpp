// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/RequestsView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QTableView>
#include <QUrl>

#include <algorithm>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation;
using namespace presentation::gateway;

namespace {

constexpr int kDetailWidth = 420;

/// What the list can be narrowed to, as queries of the admin API.
struct Choice {
    const char *query;
    QString text;
};

QList<Choice> choices()
{
    return {{"", RequestsView::tr("All requests")},
            {"&class=5", RequestsView::tr("Status 500 and more")},
            {"&class=4", RequestsView::tr("Status 400 to 499")},
            {"&at_least_ms=1000", RequestsView::tr("Slower than 1 s")},
            {"&at_least_ms=100", RequestsView::tr("Slower than 100 ms")}};
}

HealthLevel levelOf(const GatewayRecord &record)
{
    if (record.fault == "upstream"_L1 || record.fault == "gateway"_L1 || record.status >= 500)
        return HealthLevel::Critical;
    return record.cause.isEmpty() && record.status < 400 ? HealthLevel::Ok : HealthLevel::Attention;
}

/// The time of day here.
QString timeOf(const GatewayRecord &record)
{
    const QDateTime at = QDateTime::fromString(record.time, Qt::ISODateWithMs).toLocalTime();
    return at.isValid() ? at.toString(u"HH:mm:ss.zzz"_s) : record.time;
}

} // namespace

RequestsView::RequestsView(GatewayWatch &watch, const Theme &theme, QWidget *parent)
    : LiveView(parent)
    , m_watch(watch)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    column->addWidget(makeTools());
    m_problem = new PlainLabel(theme, TextStyle::Body, &Colours::attention, this);
    m_problem->setWrapping();
    m_problem->hide();
    column->addWidget(m_problem);
    m_rows =
        new RowsView(theme, tr("Requests"),
                     {{tr("Time")},
                      {tr("Status"), true},
                      {tr("Request")},
                      {tr("What went wrong")},
                      {tr("Took"), true},
                      {tr("Route")},
                      {tr("Client")}},
                     {132, 64, RowsView::rest(260), 160, 80, 110, 120},
                     new EmptyState(theme, Icon::Network, tr("No request to show"),
                                    tr("The gateway keeps the last ones, and longer those that failed or were slow.")),
                     this);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kL);
    row->addWidget(m_rows, 1);
    row->addWidget(makeDetail());
    column->addLayout(row, 1);
    connect(m_rows, &RowsView::chosenChanged, this, &RequestsView::refreshDetail);
    connect(&watch, &GatewayWatch::refreshed, this, [this] {
        if (m_watch.stage() == GatewayWatch::Stage::Loading) { // of another device
            m_records.clear();
            refreshRows();
        }
    });
    refreshDetail();
}

QWidget *RequestsView::makeTools()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    m_text = new QLineEdit(bar);
    m_text->setPlaceholderText(tr("Filter by host, path or query"));
    m_text->setAccessibleName(tr("Filter requests"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(m_theme.icon(Icon::Search, &Colours::textMuted), QLineEdit::LeadingPosition);
    m_which = new QComboBox(bar);
    m_which->setAccessibleName(tr("Which requests"));
    for (const Choice &choice : choices())
        m_which->addItem(choice.text, QString::fromLatin1(choice.query));
    m_pause = makeButton(tr("Hold still"), ButtonRole::Normal, bar);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Keep the list as it is, to read it"));
    const auto askAnew = [this] {
        m_isAsking = false;
        ask();
    };
    connect(m_text, &QLineEdit::textChanged, this, askAnew);
    connect(m_which, &QComboBox::currentIndexChanged, this, askAnew);
    row->addWidget(m_text, 1);
    row->addWidget(m_which);
    row->addWidget(m_pause);
    return bar;
}

QWidget *RequestsView::makeDetail()
{
    auto *part = new QWidget(this);
    part->setFixedWidth(kDetailWidth);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    m_title = new PlainLabel(m_theme, TextStyle::Strong, &Colours::text, part);
    m_title->setWrapping();
    m_title->setCopyable();
    m_facts = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, part);
    m_facts->setWrapping();
    m_facts->setCopyable();
    m_steps = new RowsView(m_theme, tr("What happened to it"), {{tr("After"), true}, {tr("What happened")}}, {88},
                           new EmptyState(m_theme, Icon::Info, tr("Choose a request to have it explained"), {}), part);
    m_steps->setWrapping();
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_steps, 1);
    return part;
}

std::string RequestsView::target() const
{
    const QByteArray text = QUrl::toPercentEncoding(m_text->text().left(200));
    return "/v1/requests?most=200&text=" + text.toStdString() + m_which->currentData().toString().toStdString();
}

void RequestsView::turn()
{
    if (!m_pause->isChecked())
        ask();
}

void RequestsView::ask()
{
    if (m_isAsking || m_watch.stage() != GatewayWatch::Stage::Ready)
        return;
    m_isAsking = true;
    m_watch.ask({"GET", target()}, this, [this, turn = ++m_turn](const Result<GatewayAnswer> &answer) {
        if (turn == m_turn)
            take(answer);
    });
}

void RequestsView::take(const Result<GatewayAnswer> &answer)
{
    m_isAsking = false;
    const auto records = answer ? readRecords(*answer) : tl::unexpected(answer.error());
    m_problem->setVisible(!records);
    if (!records)
        return m_problem->setText(Texts::error(records.error()));
    m_records = *records;
    refreshRows();
}

void RequestsView::refreshRows()
{
    QList<RowsModel::Row> rows;
    for (const GatewayRecord &record : m_records)
        rows.append({QString::number(record.id),
                     {timeOf(record), record.status == 0 ? u"–"_s : QString::number(record.status),
                      record.method + u' ' + record.host + record.path, GatewayTexts::cause(record.cause),
                      GatewayTexts::taken(record.totalSeconds), record.route,
                      record.consumer.isEmpty() ? record.client : record.consumer},
                     levelOf(record)});
    m_rows->show(rows);
    refreshDetail();
}

const GatewayRecord *RequestsView::chosen() const
{
    const auto found = std::ranges::find(m_records, m_rows->chosen().toLongLong(), &GatewayRecord::id);
    return found == m_records.end() ? nullptr : &*found;
}

void RequestsView::refreshDetail()
{
    const GatewayRecord *record = chosen();
    m_title->setVisible(record);
    m_facts->setVisible(record);
    if (!record)
        return m_steps->show({});
    m_title->setText(record->method + u' ' + record->host + record->path);
    QStringList facts{tr("from %1").arg(record->client),
                      tr("%1 sent").arg(Formatting::bytes(double(record->bytesOut)))};
    if (!record->consumer.isEmpty())
        facts.prepend(record->consumer);
    if (!record->trace.isEmpty())
        facts.append(tr("trace %1").arg(record->trace));
    m_facts->setText(facts.join(u"  ·  "_s));
    QList<RowsModel::Row> steps;
    for (const RequestStep &step : record->steps)
        steps.append({QString::number(steps.size()), {GatewayTexts::taken(step.atSeconds), step.what}});
    m_steps->show(steps);
}

} // namespace piuptime::desktop
