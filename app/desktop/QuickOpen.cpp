// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/QuickOpen.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr std::size_t kMaxHits = 50;

/// Names that begin with what was typed come before those that merely hold it.
bool begins(const FleetRow &row, const QString &text)
{
    return row.name.startsWith(text, Qt::CaseInsensitive);
}

} // namespace

QuickOpen::QuickOpen(const FleetModel &model, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_model(model)
    , m_theme(theme)
    , m_text(new QLineEdit)
    , m_hits(new QListWidget)
{
    setWindowTitle(tr("Jump to a Pi"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    column->setSpacing(space::kS);
    m_text->setPlaceholderText(tr("Name, address, site or tag"));
    m_text->setAccessibleName(tr("Jump to a Pi"));
    m_text->installEventFilter(this);
    m_hits->setAccessibleName(tr("Matching Pis"));
    m_hits->setUniformItemSizes(true);
    column->addWidget(m_text);
    column->addWidget(m_hits);
    connect(m_text, &QLineEdit::textChanged, this, &QuickOpen::search);
    connect(m_text, &QLineEdit::returnPressed, this, &QuickOpen::choose);
    connect(m_hits, &QListWidget::itemClicked, this, &QuickOpen::choose);
    resize(480, 360);
    search();
    m_text->setFocus();
}

bool QuickOpen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int row = m_hits->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_hits->setCurrentRow(std::clamp(row, 0, std::max(m_hits->count() - 1, 0)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void QuickOpen::search()
{
    const QString text = m_text->text().trimmed();
    const QStringList words = FleetRow::searchWords(text);
    std::vector<const FleetRow *> hits = m_model.devices();
    std::erase_if(hits, [&](const FleetRow *row) { return !row->matches({}, words); });
    std::ranges::sort(hits, [&](const FleetRow *a, const FleetRow *b) {
        if (begins(*a, text) != begins(*b, text))
            return begins(*a, text);
        return a->compare(*b, FleetColumn::Name) < 0;
    });
    hits.resize(std::min(hits.size(), kMaxHits));
    m_hits->clear();
    for (const FleetRow *row : hits) {
        const QString place = row->site.isEmpty() ? row->address : row->site;
        auto *item = new QListWidgetItem(row->name + QStringLiteral("   ") + place, m_hits);
        item->setIcon(
            QIcon(iconPixmap(Theme::icon(row->level()), m_theme.colour(row->level()), 16, devicePixelRatio())));
        item->setData(Qt::UserRole, QString::fromStdString(row->state->config.id));
    }
    m_hits->setCurrentRow(0);
}

void QuickOpen::choose()
{
    const QListWidgetItem *item = m_hits->currentItem();
    if (!item)
        return;
    const DeviceId id = item->data(Qt::UserRole).toString().toStdString();
    accept();
    emit chosen(id);
}

} // namespace piuptime::desktop
