// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/HostKeysDialog.h"

#include "app/desktop/dialogs/HostKeyDialog.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHeaderView>
#include <QTableWidget>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

enum Column { kName, kAddress, kType, kFingerprint, kColumns };

QString titleFor(const std::vector<fleet::Question> &questions)
{
    if (questions.size() == 1)
        return HostKeysDialog::tr("Is this %1?").arg(shown(questions.front().deviceName, 256));
    return HostKeysDialog::tr("%n host keys are not known yet", nullptr, static_cast<int>(questions.size()));
}

} // namespace

HostKeysDialog::HostKeysDialog(const Theme &theme, std::vector<fleet::Question> questions, QWidget *parent)
    : Sheet(theme, titleFor(questions), parent)
    , m_questions(std::move(questions))
{
    addText(tr("A host key is how a Pi proves that it is itself. Compare the fingerprint with the one on the Pi before "
               "you trust it; after that, any other key will be refused."));
    if (m_questions.size() == 1)
        showSingle();
    m_table = new QTableWidget(0, kColumns);
    m_table->setAccessibleName(tr("Host keys"));
    m_table->setHorizontalHeaderLabels({tr("Pi"), tr("Address"), tr("Key"), tr("Fingerprint")});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const fleet::Question &question : m_questions)
        addRow(question);
    m_table->setVisible(!m_single);
    body()->addWidget(m_table, 1);
    body()->addWidget(fingerprintView(theme, tr("To see it, run this on the Pi"),
                                      fingerprintCommand(QString::fromStdString(m_questions.front().keyType)), this));

    m_all = addAside(tr("Choose all"));
    connect(m_all, &QPushButton::clicked, this, [this] {
        for (int row = 0; row < m_table->rowCount(); ++row)
            m_table->item(row, kName)->setCheckState(Qt::Checked);
    });
    m_refuse = addAction(tr("Do not trust"), ButtonRole::Normal);
    m_refuse->setDefault(true);
    m_trust = addAction(tr("Trust"), ButtonRole::Normal);
    connect(m_refuse, &QPushButton::clicked, this, [this] { answerChosen(false); });
    connect(m_trust, &QPushButton::clicked, this, [this] { answerChosen(true); });
    connect(m_table, &QTableWidget::itemChanged, this, &HostKeysDialog::refresh);
    if (!m_single) {
        m_table->resizeColumnsToContents();
        resize(920, 520);
    }
    refresh();
    m_refuse->setFocus();
}

void HostKeysDialog::showSingle()
{
    const fleet::Question &question = m_questions.front();
    m_single = new QWidget(this);
    auto *column = new QVBoxLayout(m_single);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    column->addWidget(fingerprintView(theme(), tr("Address"), Texts::endpoint(question.endpoint), m_single));
    column->addWidget(fingerprintView(theme(), tr("Fingerprint, %1").arg(shown(question.keyType, 64)),
                                      shown(question.fingerprint, 128), m_single));
    body()->addWidget(m_single);
}

void HostKeysDialog::addRow(const fleet::Question &question)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const auto cell = [&](Column column, const QString &text) {
        auto *item = new QTableWidgetItem(text);
        item->setFlags(Qt::ItemIsEnabled);
        m_table->setItem(row, column, item);
        return item;
    };
    auto *name = new QTableWidgetItem(shown(question.deviceName, 256));
    name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    name->setCheckState(m_single ? Qt::Checked : Qt::Unchecked);
    m_table->setItem(row, kName, name);
    cell(kAddress, Texts::endpoint(question.endpoint));
    cell(kType, shown(question.keyType, 64));
    cell(kFingerprint, shown(question.fingerprint, 128))->setFont(theme().font(TextStyle::Mono));
}

void HostKeysDialog::add(const fleet::Question &question)
{
    m_questions.push_back(question);
    delete m_single; // from now on it is a list
    m_single = nullptr;
    addRow(question);
    m_table->setVisible(true);
    m_table->resizeColumnsToContents();
    resize(std::max(width(), 920), std::max(height(), 420));
    refresh();
}

void HostKeysDialog::withdraw(std::uint64_t questionId)
{
    const auto found = std::ranges::find(m_questions, questionId, &fleet::Question::id);
    if (found == m_questions.end())
        return;
    m_table->removeRow(static_cast<int>(found - m_questions.begin()));
    m_questions.erase(found);
    if (m_questions.empty())
        return accept();
    refresh();
}

std::vector<std::uint64_t> HostKeysDialog::chosen() const
{
    std::vector<std::uint64_t> ids;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, kName)->checkState() == Qt::Checked)
            ids.push_back(m_questions[static_cast<std::size_t>(row)].id);
    }
    return ids;
}

void HostKeysDialog::refresh()
{
    const auto count = static_cast<int>(chosen().size());
    m_all->setVisible(!m_single);
    m_trust->setEnabled(count > 0);
    m_refuse->setEnabled(count > 0);
    m_trust->setText(m_single || count == 0 ? tr("Trust") : tr("Trust %n chosen", nullptr, count));
    m_refuse->setText(m_single || count == 0 ? tr("Do not trust") : tr("Refuse %n chosen", nullptr, count));
}

void HostKeysDialog::answerChosen(bool trusted)
{
    emit answered(chosen(), trusted); // the engine withdraws each, which closes the dialog
}

} // namespace piuptime::desktop
