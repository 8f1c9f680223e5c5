// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/ImportDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "core/model/Address.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>

#include <set>

namespace piuptime::desktop {

using namespace presentation;

namespace {

enum Column { kName, kAddress, kVia, kRemark, kColumns };

} // namespace

ImportDialog::ImportDialog(const Theme &theme, const FleetModel &fleet, const QString &source,
                           std::vector<ImportEntry> entries, QWidget *parent)
    : Sheet(theme, tr("Import Pis"), parent)
    , m_entries(std::move(entries))
    , m_table(new QTableWidget(static_cast<int>(m_entries.size()), kColumns))
    , m_site(new QLineEdit)
    , m_tags(new QLineEdit)
{
    addText(m_entries.empty()
                ? tr("No hosts were found in %1.").arg(source)
                : tr("Found in %1. Choose which to watch; nothing is contacted before you import.").arg(source));
    m_table->setAccessibleName(tr("Hosts found"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Address"), tr("Via"), tr("Remark")});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->setShowGrid(false);
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
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ImportEntry &entry = m_entries[static_cast<std::size_t>(row)];
        addRow(row, entry, entry.device && known.contains(entry.device->endpoint));
    }
}

void ImportDialog::addRow(int row, const ImportEntry &entry, bool known)
{
    const auto cell = [&](Column column, const QString &text) {
        auto *item = new QTableWidgetItem(text);
        item->setFlags(Qt::ItemIsEnabled);
        m_table->setItem(row, column, item);
        return item;
    };
    if (!entry.device) {
        cell(kName, tr("Line %1").arg(entry.line));
        cell(kAddress, {});
        cell(kVia, {});
        cell(kRemark, shown(entry.device.error().detail, 300))
            ->setToolTip(plainToolTip(shown(entry.device.error().detail, 300)));
        return;
    }
    const DeviceConfig &device = *entry.device;
    QTableWidgetItem *name = cell(kName, shown(device.name.empty() ? device.endpoint.host : device.name, 256));
    name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    name->setCheckState(known ? Qt::Unchecked : Qt::Checked);
    cell(kAddress, Texts::endpoint(device.endpoint));
    QStringList jumps;
    for (const SshEndpoint &jump : device.jumps)
        jumps.append(Texts::endpoint(jump));
    cell(kVia, jumps.join(QStringLiteral(", ")));
    cell(kRemark, known ? tr("in the fleet already") : QString());
}

std::vector<DeviceConfig> ImportDialog::chosen() const
{
    std::vector<DeviceConfig> devices;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ImportEntry &entry = m_entries[static_cast<std::size_t>(row)];
        if (!entry.device || m_table->item(row, kName)->checkState() != Qt::Checked)
            continue;
        DeviceConfig device = *entry.device;
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
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_entries[static_cast<std::size_t>(row)].device)
            m_table->item(row, kName)->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
    }
}

void ImportDialog::refresh()
{
    const auto count = static_cast<int>(chosen().size());
    m_import->setText(count == 0 ? tr("Import") : tr("Import %n", nullptr, count));
    m_import->setEnabled(count > 0);
}

} // namespace piuptime::desktop
