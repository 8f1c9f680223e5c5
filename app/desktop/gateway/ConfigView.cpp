// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/ConfigView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/gateway/ChangeDialog.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <QJsonObject>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTableView>
#include <QTextBlock>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation;
using namespace presentation::gateway;

namespace {

constexpr int kSideWidth = 360;

} // namespace

ConfigView::ConfigView(GatewayWatch &watch, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_watch(watch)
    , m_theme(theme)
    , m_clock(clock)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kL);
    row->addWidget(makeEditor(), 1);
    row->addWidget(makeSide());
    refreshButtons();
}

QWidget *ConfigView::makeEditor()
{
    auto *part = new QWidget(this);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    m_editor = new QPlainTextEdit(part);
    m_editor->setFont(m_theme.font(TextStyle::Mono));
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->document()->setDocumentMargin(space::kS);
    m_editor->document()->setModified(false); // which a margin is to it
    m_editor->setAccessibleName(tr("Configuration"));
    m_editor->setPlaceholderText(tr("listen = [\"0.0.0.0:8080\"]"));
    connect(m_editor->document(), &QTextDocument::modificationChanged, this, &ConfigView::refreshButtons);
    column->addWidget(m_editor, 1);
    m_note = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, part);
    m_note->setWrapping();
    m_revert = makeButton(tr("Load what is in use"), ButtonRole::Quiet, part);
    connect(m_revert, &QPushButton::clicked, this, &ConfigView::load);
    m_check = makeButton(tr("Check and put into use…"), ButtonRole::Primary, part);
    m_check->setShortcut(QKeySequence::Save);
    connect(m_check, &QPushButton::clicked, this, &ConfigView::check);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kS);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_check);
    column->addLayout(buttons);
    return part;
}

QWidget *ConfigView::makeSide()
{
    auto *part = new QWidget(this);
    part->setFixedWidth(kSideWidth);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    const auto title = [&](const QString &text) {
        column->addWidget(new Label(m_theme, TextStyle::Strong, &Colours::text, text, part));
    };
    title(tr("Problems"));
    m_problems = new RowsView(m_theme, tr("Problems"), {{tr("Line"), true}, {tr("What is wrong")}}, {56},
                              new EmptyState(m_theme, Icon::Check, tr("None is known"), {}), part);
    connect(m_problems, &RowsView::chosenChanged, this, &ConfigView::goToProblem);
    column->addWidget(m_problems, 2);
    title(tr("Versions"));
    m_versions = new RowsView(m_theme, tr("Versions"), {{tr("Version")}, {tr("When")}, {tr("By")}, {tr("Why")}},
                              {104, 96, 72}, new EmptyState(m_theme, Icon::Clock, tr("No version yet"), {}), part);
    column->addWidget(m_versions, 3);
    m_show = makeButton(tr("Compare with what is in use…"), ButtonRole::Normal, part);
    connect(m_show, &QPushButton::clicked, this, &ConfigView::showVersion);
    connect(m_versions, &RowsView::chosenChanged, this, &ConfigView::refreshButtons);
    connect(m_versions->table(), &QTableView::activated, this, &ConfigView::showVersion);
    column->addWidget(m_show);
    return part;
}

void ConfigView::refresh()
{
    const bool isOther = m_device != m_watch.device();
    if (isOther) {
        m_device = m_watch.device();
        m_loaded = m_seen = -1;
        m_editor->clear();
        m_versions->show({});
        showProblems({});
    }
    if (m_watch.stage() != GatewayWatch::Stage::Ready)
        return refreshButtons();
    const qint64 inUse = m_watch.overview().status.version;
    if (m_seen != inUse) {
        m_seen = inUse;
        loadVersions();
    }
    if (m_loaded != inUse && !m_editor->document()->isModified())
        load();
    else if (m_loaded != inUse && m_loaded >= 0)
        say(tr("Version %1 was put into use meanwhile; this is based on version %2.").arg(inUse).arg(m_loaded),
            &Colours::attention);
    refreshButtons();
}

void ConfigView::load()
{
    m_loaded = m_watch.overview().status.version;
    m_watch.ask({"GET", "/v1/config"}, this, [this](const Result<GatewayAnswer> &answer) { takeText(answer); });
}

void ConfigView::takeText(const Result<GatewayAnswer> &answer)
{
    const auto document = answer ? documentOf(*answer) : Result<QJsonDocument>(tl::unexpected(answer.error()));
    if (!document)
        return say(Texts::error(document.error()), &Colours::critical);
    m_loaded = document->object()["version"_L1].toInteger();
    m_editor->setPlainText(document->object()["text"_L1].toString());
    m_editor->document()->setModified(false);
    showProblems({});
    say({});
}

void ConfigView::loadVersions()
{
    m_watch.ask({"GET", "/v1/config/versions"}, this, [this](const Result<GatewayAnswer> &answer) {
        const auto versions = answer ? readVersions(*answer) : Result<ConfigVersions>(tl::unexpected(answer.error()));
        if (!versions)
            return say(Texts::error(versions.error()), &Colours::critical);
        QList<RowsModel::Row> rows;
        for (const ConfigVersion &version : versions->versions) {
            const QString number = QString::number(version.number);
            const bool isInUse = version.number == versions->inUse;
            rows.append(
                {number,
                 {isInUse ? tr("%1 in use").arg(number) : number, Formatting::localTime(version.at, m_clock.utcNow()),
                  GatewayTexts::author(version.author), version.note}});
        }
        m_versions->show(rows);
        refreshButtons();
    });
}

void ConfigView::check()
{
    say(tr("Checking …"));
    m_watch.ask({"POST", "/v1/config/check", m_editor->toPlainText().toStdString()}, this,
                [this](const Result<GatewayAnswer> &answer) { takeCheck(answer); });
}

void ConfigView::takeCheck(const Result<GatewayAnswer> &answer)
{
    const auto result = answer ? readCheck(*answer) : Result<ConfigCheck>(tl::unexpected(answer.error()));
    if (!result)
        return say(Texts::error(result.error()), &Colours::critical);
    showProblems(result->problems);
    if (!result->isValid)
        return say(tr("It cannot be put into use as it is."), &Colours::critical);
    if (result->difference.isEmpty())
        return say(tr("It is what is in use."));
    say({});
    auto *dialog =
        new ChangeDialog(m_theme, tr("Put this configuration into use?"), result->difference, tr("Put into use"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangeDialog::confirmed, this,
            [this, dialog, text = m_editor->toPlainText().toStdString()] { put(dialog, text); });
    dialog->open();
}

void ConfigView::put(ChangeDialog *dialog, const std::string &text)
{
    const std::string based = m_loaded > 0 ? "&based_on=" + std::to_string(m_loaded) : std::string();
    m_watch.ask({"PUT", "/v1/config?" + changeQuery(dialog->note()) + based, text}, this,
                [this, open = QPointer(dialog)](const Result<GatewayAnswer> &answer) {
                    const auto done =
                        answer ? documentOf(*answer) : Result<QJsonDocument>(tl::unexpected(answer.error()));
                    if (!done) {
                        if (answer)
                            showProblems(problemsIn(*answer));
                        say(Texts::error(done.error()), &Colours::critical);
                        if (open)
                            open->showProblem(Texts::error(done.error()));
                        return;
                    }
                    if (open)
                        open->accept();
                    m_loaded = done->object()["version"_L1].toInteger();
                    m_editor->document()->setModified(false);
                    say(tr("Version %1 is in use.").arg(m_loaded), &Colours::ok);
                    m_watch.refresh();
                });
}

void ConfigView::showVersion()
{
    const qint64 version = m_versions->chosen().toLongLong();
    if (version == 0)
        return;
    const std::string target =
        "/v1/config/diff?to=" + std::to_string(version) + "&from=" + std::to_string(m_watch.overview().status.version);
    m_watch.ask({"GET", target}, this, [this, version](const Result<GatewayAnswer> &answer) {
        const auto document = answer ? documentOf(*answer) : Result<QJsonDocument>(tl::unexpected(answer.error()));
        if (!document)
            return say(Texts::error(document.error()), &Colours::critical);
        rollBack(version, document->object()["diff"_L1].toString());
    });
}

void ConfigView::rollBack(qint64 version, const QString &difference)
{
    if (difference.isEmpty())
        return say(tr("Version %1 says the same as what is in use.").arg(version));
    auto *dialog =
        new ChangeDialog(m_theme, tr("Go back to version %1?").arg(version), difference, tr("Go back"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ChangeDialog::confirmed, this, [this, dialog, version] {
        const std::string target =
            "/v1/config/rollback?to=" + std::to_string(version) + '&' + changeQuery(dialog->note());
        m_watch.ask({"POST", target}, this, [this, open = QPointer(dialog)](const Result<GatewayAnswer> &answer) {
            const auto done = answer ? documentOf(*answer) : Result<QJsonDocument>(tl::unexpected(answer.error()));
            if (!done && open)
                return open->showProblem(Texts::error(done.error()));
            if (!done)
                return say(Texts::error(done.error()), &Colours::critical);
            if (open)
                open->accept();
            say(tr("Version %1 is in use.").arg(done->object()["version"_L1].toInteger()), &Colours::ok);
            m_watch.refresh();
        });
    });
    dialog->open();
}

void ConfigView::showProblems(const QList<ConfigProblem> &problems)
{
    QList<RowsModel::Row> rows;
    for (const ConfigProblem &problem : problems)
        rows.append({u"%1:%2:%3"_s.arg(problem.line).arg(problem.column).arg(problem.reason),
                     {locale().toString(problem.line), problem.reason}});
    m_problems->show(rows);
}

/// The line that is wrong, in the text.
void ConfigView::goToProblem()
{
    const int line = m_problems->chosen().section(u':', 0, 0).toInt();
    const QTextBlock block = m_editor->document()->findBlockByNumber(line - 1);
    if (line < 1 || !block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.select(QTextCursor::LineUnderCursor);
    m_editor->setTextCursor(cursor);
    m_editor->centerCursor();
}

void ConfigView::say(const QString &text, QColor Colours::*colour)
{
    m_note->setText(text);
    m_note->setColour(colour ? colour : &Colours::textSecondary);
}

void ConfigView::refreshButtons()
{
    const bool isThere = m_watch.stage() == GatewayWatch::Stage::Ready;
    const bool isModified = m_editor->document()->isModified();
    m_check->setEnabled(isThere && isModified);
    m_revert->setEnabled(isThere && (isModified || m_loaded != m_watch.overview().status.version));
    m_show->setEnabled(isThere && !m_versions->chosen().isEmpty()
                       && m_versions->chosen().toLongLong() != m_watch.overview().status.version);
}

} // namespace piuptime::desktop
