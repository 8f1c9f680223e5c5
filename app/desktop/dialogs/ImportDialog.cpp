// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/ImportDialog.h"

#include "app/presentation/DeviceDraft.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>

#include <set>

namespace piuptime::desktop {

using namespace presentation;

namespace {

enum Column { kName, kAddress, kVia, kRemark, kColumns };

} // namespace

ImportDialog::ImportDialog(const Theme &theme, const FleetModel &fleet, const QString &source, ssh::Imported found,
                           QWidget *parent)
    : Sheet(theme, tr("Import Pis"), parent)
    , m_found(std::move(found))
    , m_table(new QTableWidget(0, kColumns))
    , m_site(new QLineEdit)
    , m_tags(new QLineEdit)
{
    addText(m_found.devices.empty()
                ? tr("No hosts were found in %1.").arg(source)
                : tr("Found in %1. Choose which to watch; nothing is contacted before you import.").arg(source));
    m_table->setAccessibleName(tr("Hosts found"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Address"), tr("Via"), tr("Remark")});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fill(fleet);
    body()->addWidget(m_table, 1);
    auto *extras = new QHBoxLayout;
    m_site->setPlaceholderText(tr("Site for all of them"));
    m_site->setAccessibleName(tr("Site for all of them"));
    m_tags->setPlaceholderText(tr("Tags for all of them"));
    m_tags->setAccessibleName(tr("Tags for all of them"));
    extras->addWidget(m_site);
    extras->addWidget(m_tags);
    body()->addLayout(extras);
    connect(addAside(tr("Choose all")), &QPushButton::clicked, this, [this] { setAllChosen(true); });
    addCancel();
    m_import = addAction(tr("Import"));
    connect(m_import, &QPushButton::clicked, this, [this] {
        m_import->setEnabled(false);
        emit submitted(chosen());
    });
    connect(m_table, &QTableWidget::itemChanged, this, &ImportDialog::refresh);
    resize(760, 520);
    refresh();
}

void ImportDialog::fill(const FleetModel &fleet)
{
    std::set<SshEndpoint> known;
    for (const FleetRow *row : fleet.devices())
        known.insert(row->state->config.endpoint);
    for (const DeviceConfig &device : m_found.devices)
        addDevice(device, known.contains(device.endpoint));
    addRemarks(m_found.errors);
    addRemarks(m_found.notes);
}

void ImportDialog::addDevice(const DeviceConfig &device, bool known)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const auto cell = [&](Column column, const QString &text) {
        auto *item = new QTableWidgetItem(text);
        item->setFlags(Qt::ItemIsEnabled);
        m_table->setItem(row, column, item);
    };
    auto *name = new QTableWidgetItem(shown(device.name.empty() ? device.endpoint.host : device.name, 256));
    name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    name->setCheckState(known ? Qt::Unchecked : Qt::Checked);
    m_table->setItem(row, kName, name);
    cell(kAddress, Texts::endpoint(device.endpoint));
    QStringList jumps;
    for (const SshEndpoint &jump : device.jumps)
        jumps.append(Texts::endpoint(jump));
    cell(kVia, jumps.join(QStringLiteral(", ")));
    cell(kRemark, known ? tr("in the fleet already") : QString());
}

/// What could not be used, and what was left out on purpose, below the devices.
void ImportDialog::addRemarks(const std::vector<ssh::ImportNote> &notes)
{
    for (const ssh::ImportNote &note : notes) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        auto *item = new QTableWidgetItem(tr("Line %1: %2").arg(note.line).arg(shown(note.text, 400)));
        item->setFlags(Qt::ItemIsEnabled);
        item->setForeground(theme().colours().textMuted);
        item->setToolTip(plainToolTip(shown(note.text, 400)));
        m_table->setItem(row, kName, item);
        m_table->setSpan(row, kName, 1, kColumns);
    }
}

std::vector<DeviceConfig> ImportDialog::chosen() const
{
    std::vector<DeviceConfig> devices;
    for (std::size_t i = 0; i < m_found.devices.size(); ++i) {
        if (m_table->item(static_cast<int>(i), kName)->checkState() != Qt::Checked)
            continue;
        DeviceConfig device = m_found.devices[i];
        if (device.site.empty())
            device.site = typed(m_site->text().trimmed());
        for (std::string &tag : commaList(m_tags->text()))
            device.tags.push_back(std::move(tag));
        devices.push_back(std::move(device));
    }
    return devices;
}

void ImportDialog::setAllChosen(bool chosen)
{
    for (std::size_t i = 0; i < m_found.devices.size(); ++i)
        m_table->item(static_cast<int>(i), kName)->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
}

void ImportDialog::showProblem(const QString &text)
{
    Sheet::showProblem(text);
    refresh();
}

void ImportDialog::refresh()
{
    const auto count = static_cast<int>(chosen().size());
    m_import->setText(count == 0 ? tr("Import") : tr("Import %n", nullptr, count));
    m_import->setEnabled(count > 0);
}

} // namespace piuptime::desktop
