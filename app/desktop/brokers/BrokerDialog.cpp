// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BrokerDialog.h"

#include "app/presentation/Formatting.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kWidth = 600;
constexpr int kMaxPath = 2000;
constexpr int kMaxAddresses = 4000;
constexpr int kMaxPassword = 4096;
/// Of the sheet's heading, buttons and margins.
constexpr int kAroundForm = 180;
constexpr int kLowestForm = 200;

QString titleFor(const BrokerConfig &broker)
{
    return broker.host.empty() ? BrokerDialog::tr("Add a broker")
                               : BrokerDialog::tr("Edit %1").arg(shown(broker.name, 256));
}

} // namespace

BrokerDialog::BrokerDialog(const Theme &theme, BrokerConfig broker, std::vector<BrokerConfig> others, QWidget *parent)
    : Sheet(theme, titleFor(broker), parent)
    , m_broker(std::move(broker))
    , m_others(std::move(others))
{
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(makeForm(BrokerDraft::of(m_broker)));
    body()->addWidget(m_scroll, 1);
    addCancel();
    m_submit = addAction(m_broker.host.empty() ? tr("Add") : tr("Save"));
    connect(m_submit, &QPushButton::clicked, this, &BrokerDialog::submit);
    setMinimumWidth(kWidth);
    check();
    row(Field::Address).edit->setFocus();
}

BrokerDialog::~BrokerDialog()
{
    m_password.edit->setText(QString(m_password.edit->text().size(), u'\0')); // not to stay in the field's buffer
}

QWidget *BrokerDialog::makeForm(const BrokerDraft &draft)
{
    auto *page = new QWidget(m_scroll);
    m_form = new QFormLayout(page);
    m_form->setContentsMargins(0, 0, space::kM, 0);
    m_form->setHorizontalSpacing(space::kL);
    m_form->setVerticalSpacing(space::kS);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    addPlace(draft);
    addTls(draft);
    addSignIn(draft);
    addTopics(draft);
    m_enabled = addCheck(tr("&Listen to this broker"), draft.enabled);
    return page;
}

void BrokerDialog::addPlace(const BrokerDraft &draft)
{
    row(Field::Address) = addField(tr("&Address"), draft.address,
                                   tr("broker.example, or 192.168.1.5:1884, 192.168.1.6:1884"), kMaxAddresses);
    row(Field::Name) = addField(tr("&Name"), draft.name, tr("the host, if left empty"));
}

void BrokerDialog::addTls(const BrokerDraft &draft)
{
    m_tls = addCheck(tr("Encr&ypt with TLS"), draft.tls);
    connect(m_tls, &QCheckBox::toggled, this, &BrokerDialog::check);
    m_caFile = addFile(tr("A&uthority"), draft.caFile, tr("those the system trusts, if left empty"));
    row(Field::CertificateFile) = addFile(tr("&Certificate"), draft.certificateFile, tr("none, or a PEM file"));
    row(Field::KeyFile) = addFile(tr("&Key"), draft.keyFile, tr("that of the certificate"));
}

void BrokerDialog::addSignIn(const BrokerDraft &draft)
{
    m_user = addField(tr("&User"), draft.user, tr("none, if left empty"));
    m_password = addField(tr("&Password"), {}, {});
    m_password.edit->setEchoMode(QLineEdit::Password);
    m_password.edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_password.edit->setMaxLength(kMaxPassword);
}

void BrokerDialog::addTopics(const BrokerDraft &draft)
{
    row(Field::Topic) = addField(tr("T&opic of agents"), draft.topic, QString::fromStdString(BrokerConfig{}.topic));
    row(Field::Group) = addField(tr("&Group"), draft.group, tr("none, if left empty"));
    m_publishers = addCheck(tr("&Read what other programs publish, such as Telegraf or Tasmota"), draft.publishers);
}

QCheckBox *BrokerDialog::addCheck(const QString &caption, bool checked)
{
    auto *box = new QCheckBox(caption);
    box->setChecked(checked);
    m_form->addRow(QString(), box);
    return box;
}

BrokerDialog::Row BrokerDialog::addField(const QString &caption, const QString &text, const QString &example,
                                         int longest)
{
    Row row;
    row.whole = new QWidget;
    row.edit = new QLineEdit(row.whole);
    row.edit->setMaxLength(longest);
    row.edit->setText(text);
    row.edit->setPlaceholderText(example);
    row.edit->setAccessibleName(QString(caption).remove(u'&'));
    row.words = new Label(theme(), TextStyle::Caption, &Colours::textSecondary, {}, row.whole);
    row.words->setWordWrap(true);
    row.words->hide();
    auto *column = new QVBoxLayout(row.whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::kS);
    line->addWidget(row.edit, 1);
    column->addLayout(line);
    column->addWidget(row.words);
    auto *label = new QLabel(caption);
    label->setBuddy(row.edit);
    label->setFixedHeight(row.edit->sizeHint().height()); // beside the field, not its words
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_form->addRow(label, row.whole);
    connect(row.edit, &QLineEdit::textChanged, this, &BrokerDialog::check);
    return row;
}

BrokerDialog::Row BrokerDialog::addFile(const QString &caption, const QString &text, const QString &example)
{
    const Row row = addField(caption, text, example, kMaxPath);
    const QString title = tr("Choose a file: %1").arg(row.edit->accessibleName());
    QPushButton *choose = makeButton(tr("Choose…"), ButtonRole::Normal, row.whole);
    choose->setAccessibleName(title);
    row.whole->layout()->itemAt(0)->layout()->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this, title, edit = row.edit] { pickFile(title, edit); });
    return row;
}

void BrokerDialog::pickFile(const QString &title, QLineEdit *edit)
{
    auto *picker = new QFileDialog(this, title, QDir::homePath());
    picker->setAttribute(Qt::WA_DeleteOnClose);
    picker->setFileMode(QFileDialog::ExistingFile);
    connect(picker, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
    picker->open();
}

BrokerDraft BrokerDialog::draft() const
{
    BrokerDraft draft;
    draft.name = row(Field::Name).edit->text();
    draft.address = row(Field::Address).edit->text();
    draft.tls = m_tls->isChecked();
    draft.caFile = m_caFile.edit->text();
    draft.certificateFile = row(Field::CertificateFile).edit->text();
    draft.keyFile = row(Field::KeyFile).edit->text();
    draft.user = m_user.edit->text();
    draft.topic = row(Field::Topic).edit->text();
    draft.group = row(Field::Group).edit->text();
    draft.publishers = m_publishers->isChecked();
    draft.enabled = m_enabled->isChecked();
    return draft;
}

/// Shows the rows that are needed, and below each what is still missing.
void BrokerDialog::check()
{
    if (!m_submit)
        return; // the form is being filled
    const BrokerDraft now = draft();
    for (const Row &part : {m_caFile, row(Field::CertificateFile), row(Field::KeyFile)}) {
        part.whole->setVisible(now.tls);
        m_form->labelForField(part.whole)->setVisible(now.tls);
    }
    const auto problems = now.problems(m_others);
    for (std::size_t i = 0; i < problems.size(); ++i) {
        const Row &part = m_rows[i];
        QString words = problems[i];
        // An empty form is not yet a mistake.
        const bool isUntouched = part.edit == row(Field::Address).edit && part.edit->text().isEmpty();
        const bool isMistake = !words.isEmpty() && !isUntouched;
        if (words.isEmpty() && part.edit == row(Field::Group).edit)
            words = tr("Consoles with the same group share the readings between them; without one, this console reads "
                       "everything.");
        part.words->setColour(isMistake ? &Colours::critical : &Colours::textSecondary);
        part.words->setText(words);
        part.words->setVisible(!words.isEmpty());
        part.edit->setAccessibleDescription(words);
    }
    checkPassword(now);
    m_submit->setEnabled(now.isValid(m_others));
    fit();
}

void BrokerDialog::checkPassword(const BrokerDraft &now)
{
    const bool hasUser = !now.user.trimmed().isEmpty();
    const BrokerConfig broker = now.config();
    const bool sameAccount = !m_broker.user.empty() && broker.user == m_broker.user && broker.host == m_broker.host
                             && broker.port == m_broker.port; // of a cluster the first address counts
    m_password.edit->setEnabled(hasUser);
    m_password.edit->setPlaceholderText(!hasUser      ? tr("none without a user")
                                        : sameAccount ? tr("as before, if left empty")
                                                      : tr("none, if left empty"));
    m_password.words->setText(tr("Without TLS, user and password cross the network readable."));
    m_password.words->setColour(&Colours::attention);
    m_password.words->setVisible(hasUser && !now.tls);
}

void BrokerDialog::fit()
{
    const int room = parentWidget() ? parentWidget()->window()->height() - kAroundForm : QWIDGETSIZE_MAX;
    QWidget *page = m_scroll->widget();
    page->layout()->activate();
    const int width = std::max(page->minimumSizeHint().width(), kWidth - 2 * space::kXl);
    const int wanted =
        page->layout()->hasHeightForWidth() ? page->layout()->heightForWidth(width) : page->sizeHint().height();
    m_scroll->setMinimumWidth(width);
    m_scroll->setMinimumHeight(std::clamp(wanted, kLowestForm, std::max(room, kLowestForm)));
}

void BrokerDialog::submit()
{
    m_submit->setEnabled(false);
    const bool hasPassword = m_password.edit->isEnabled() && !m_password.edit->text().isEmpty();
    emit submitted(draft().config(),
                   hasPassword ? std::optional(Secret(typed(m_password.edit->text()))) : std::nullopt);
}

void BrokerDialog::showProblem(const QString &text)
{
    Sheet::showProblem(text);
    m_submit->setEnabled(true);
}

} // namespace piuptime::desktop
