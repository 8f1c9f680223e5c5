// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/DeviceDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

namespace piuptime::desktop {

using namespace presentation;

namespace {

QString titleFor(const DeviceConfig &device)
{
    return device.id.empty() ? DeviceDialog::tr("Add a Pi") : DeviceDialog::tr("Edit %1").arg(shown(device.name, 256));
}

QLineEdit *makeField(const QString &text, const QString &example, const QString &name)
{
    auto *field = new QLineEdit(text);
    field->setPlaceholderText(example);
    field->setAccessibleName(name);
    field->setMaxLength(2000);
    return field;
}

} // namespace

DeviceDialog::DeviceDialog(const Theme &theme, DeviceConfig device, const QStringList &sites, QWidget *parent)
    : Sheet(theme, titleFor(device), parent)
    , m_device(std::move(device))
    , m_form(new QFormLayout)
{
    const DeviceDraft draft = DeviceDraft::of(m_device);
    m_form->setHorizontalSpacing(space::kL);
    m_form->setVerticalSpacing(space::kS);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (m_device.source == DeviceConfig::Source::Mqtt)
        addText(tr("This Pi reports over MQTT as %1, so it has no address here.").arg(shown(m_device.reporter, 200)));
    body()->addLayout(m_form);
    addAddress(*m_form, draft);
    addDescription(*m_form, draft, sites);
    if (m_device.source == DeviceConfig::Source::Ssh)
        addConnection(*m_form, draft);
    if (m_device.source != DeviceConfig::Source::Mqtt)
        addUps(*m_form, draft);
    m_enabled = new QCheckBox(tr("Watch this Pi"));
    m_enabled->setChecked(draft.enabled);
    m_form->addRow(QString(), m_enabled);
    m_problem = new Label(theme, TextStyle::Caption, &Colours::critical);
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(m_problem->fontMetrics().height());
    body()->addWidget(m_problem);
    addCancel();
    m_submit = addAction(m_device.id.empty() ? tr("Add") : tr("Save"));
    connect(m_submit, &QPushButton::clicked, this, &DeviceDialog::submit);
    setMinimumWidth(560);
    check();
}

void DeviceDialog::addAddress(QFormLayout &form, const DeviceDraft &draft)
{
    if (m_device.source != DeviceConfig::Source::Ssh)
        return;
    m_address = makeField(draft.address, tr("pi@192.168.1.20, or pi@host:2222"), tr("Address"));
    form.addRow(tr("&Address"), m_address);
    connect(m_address, &QLineEdit::textChanged, this, &DeviceDialog::check);
}

void DeviceDialog::addDescription(QFormLayout &form, const DeviceDraft &draft, const QStringList &sites)
{
    m_name = makeField(draft.name, tr("the host name, if left empty"), tr("Name"));
    if (m_device.source == DeviceConfig::Source::Mqtt)
        m_name->setPlaceholderText(tr("as before, if left empty"));
    form.addRow(tr("&Name"), m_name);
    m_site = new QComboBox;
    m_site->setEditable(true);
    m_site->setAccessibleName(tr("Site"));
    m_site->addItems(sites);
    m_site->setCurrentText(draft.site);
    m_site->lineEdit()->setPlaceholderText(tr("where it stands, such as Harbour"));
    form.addRow(tr("&Site"), m_site);
    m_tags = makeField(draft.tags, tr("separated by commas, such as camera, outdoor"), tr("Tags"));
    form.addRow(tr("&Tags"), m_tags);
    m_notes = new QPlainTextEdit(draft.notes);
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setFixedHeight(64);
    m_notes->setTabChangesFocus(true);
    form.addRow(tr("N&otes"), m_notes);
}

void DeviceDialog::addConnection(QFormLayout &form, const DeviceDraft &draft)
{
    m_identities = makeField(draft.identities, tr("the usual ones, if left empty"), tr("Key files"));
    QAction *browse =
        m_identities->addAction(theme().icon(Icon::Key, &Colours::textMuted), QLineEdit::TrailingPosition);
    browse->setText(tr("Choose a key file"));
    browse->setToolTip(tr("Choose a key file"));
    connect(browse, &QAction::triggered, this, &DeviceDialog::browseIdentity);
    form.addRow(tr("&Key files"), m_identities);
    m_jumps = makeField(draft.jumps, tr("none, or gate@example.org, nearest first"), tr("Jump hosts"));
    form.addRow(tr("&Jump hosts"), m_jumps);
    connect(m_jumps, &QLineEdit::textChanged, this, &DeviceDialog::check);
}

void DeviceDialog::addUps(QFormLayout &form, const DeviceDraft &draft)
{
    m_ups = new QComboBox;
    m_ups->setAccessibleName(tr("UPS"));
    m_ups->addItem(tr("None"));
    for (const auto kind :
         {UpsSource::Kind::Nut, UpsSource::Kind::Ina219, UpsSource::Kind::Max1704x, UpsSource::Kind::PiSugar})
        m_ups->addItem(Texts::upsKind(kind), static_cast<int>(kind));
    form.addRow(tr("&UPS"), m_ups);
    const UpsSource source = draft.ups.value_or(UpsSource{});
    m_nutName = makeField(QString::fromStdString(source.nutName), tr("ups or ups@host"), tr("Name in NUT"));
    form.addRow(tr("Name in NUT"), m_nutName);
    const auto makeNumber = [&](const QString &name, int minimum, int maximum, int value) {
        auto *box = new QSpinBox;
        box->setRange(minimum, maximum);
        box->setValue(value);
        box->setAccessibleName(name);
        form.addRow(name, box);
        return box;
    };
    m_bus = makeNumber(tr("I2C bus"), 0, 31, source.bus);
    m_i2cAddress = makeNumber(tr("I2C address"), 0, 0x77, source.address);
    m_i2cAddress->setDisplayIntegerBase(16);
    m_i2cAddress->setPrefix(QStringLiteral("0x"));
    m_i2cAddress->setSpecialValueText(tr("the usual one"));
    m_cells = makeNumber(tr("Cells in series"), 1, 8, source.cells);
    if (draft.ups)
        m_ups->setCurrentIndex(m_ups->findData(static_cast<int>(draft.ups->kind)));
    connect(m_ups, &QComboBox::currentIndexChanged, this, &DeviceDialog::check);
    connect(m_nutName, &QLineEdit::textChanged, this, &DeviceDialog::check);
}

void DeviceDialog::browseIdentity()
{
    auto *picker = new QFileDialog(this, tr("Choose a private key"), QDir::home().filePath(QStringLiteral(".ssh")));
    picker->setAttribute(Qt::WA_DeleteOnClose);
    picker->setFileMode(QFileDialog::ExistingFile);
    connect(picker, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const QString present = m_identities->text().trimmed();
        m_identities->setText(present.isEmpty() ? path : present + QStringLiteral(", ") + path);
    });
    picker->open();
}

std::optional<UpsSource> DeviceDialog::upsSource() const
{
    const std::optional<UpsSource> before = m_device.ups.empty() ? std::nullopt : std::optional(m_device.ups.front());
    if (!m_ups)
        return before;
    const QVariant kind = m_ups->currentData();
    if (!kind.isValid())
        return std::nullopt;
    UpsSource source = before.value_or(UpsSource{});
    source.kind = static_cast<UpsSource::Kind>(kind.toInt());
    source.nutName = typed(m_nutName->text().trimmed());
    source.bus = m_bus->value();
    source.address = m_i2cAddress->value();
    source.cells = m_cells->value();
    return source;
}

DeviceDraft DeviceDialog::draft() const
{
    DeviceDraft draft;
    if (m_address)
        draft.address = m_address->text();
    draft.name = m_name->text();
    draft.site = m_site->currentText();
    draft.tags = m_tags->text();
    draft.notes = m_notes->toPlainText();
    if (m_identities) {
        draft.identities = m_identities->text();
        draft.jumps = m_jumps->text();
    }
    draft.ups = upsSource();
    draft.enabled = m_enabled->isChecked();
    return draft;
}

/// Shows the rows that the chosen UPS needs.
void DeviceDialog::showUpsRows()
{
    const auto ups = upsSource();
    const bool i2c = ups && ups->kind != UpsSource::Kind::Nut;
    const auto showRow = [this](QWidget *field, bool shown) {
        field->setVisible(shown);
        m_form->labelForField(field)->setVisible(shown);
    };
    showRow(m_nutName, ups && !i2c);
    showRow(m_bus, i2c);
    showRow(m_i2cAddress, i2c);
    showRow(m_cells, i2c && ups->kind == UpsSource::Kind::Ina219);
}

/// Shows what is still missing.
void DeviceDialog::check()
{
    if (m_ups)
        showUpsRows();
    const DeviceDraft now = draft();
    const QString address = m_address ? now.addressProblem() : QString();
    QString problem = now.jumpsProblem();
    if (problem.isEmpty())
        problem = now.upsProblem();
    m_submit->setEnabled(address.isEmpty() && problem.isEmpty());
    // An empty form is not yet a mistake.
    const bool untouched = m_address && m_address->text().isEmpty();
    m_problem->setColour(untouched ? &Colours::textMuted : &Colours::critical);
    m_problem->setText(address.isEmpty() ? problem : address);
}

void DeviceDialog::submit()
{
    auto device = draft().applyTo(m_device);
    if (!device)
        return showProblem(shown(device.error().detail));
    m_submit->setEnabled(false);
    emit submitted(*device);
}

void DeviceDialog::showProblem(const QString &text)
{
    m_problem->setColour(&Colours::critical);
    m_problem->setText(text);
    m_submit->setEnabled(true);
}

} // namespace piuptime::desktop
