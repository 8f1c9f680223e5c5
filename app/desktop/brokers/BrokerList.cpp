// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BrokerList.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/widgets/Labels.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/brokers/BrokerDraft.h"
#include "app/presentation/brokers/BrokerTexts.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kIcon = 20;

enum Role { NameRole = Qt::UserRole, AddressRole, StateRole, LevelRole, IconRole };

/// Name, address and state, one below the other, with the shape of the state before them.
class BrokerDelegate final : public QStyledItemDelegate
{
public:
    BrokerDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colours &colours = m_theme.colours();
        painter->save();
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setBrush(isSelected ? colours.selected : colours.hover);
            const bool isFocused = isSelected && option.state.testFlag(QStyle::State_HasFocus);
            painter->setPen(isFocused ? QPen(colours.accent, 1.5) : QPen(Qt::NoPen));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), kRadius, kRadius);
        }
        QColor Colours::*ink = inkOf(static_cast<HealthLevel>(index.data(LevelRole).toInt()));
        QRect text = option.rect.adjusted(space::kM + kIcon + space::kM, space::kS, -space::kS, -space::kS);
        const QRectF iconPlace(option.rect.left() + space::kM, text.top(), kIcon,
                               QFontMetrics(m_theme.font(TextStyle::Strong)).height());
        paintIcon(*painter, static_cast<Icon>(index.data(IconRole).toInt()), colours.*ink, iconPlace, kIcon);
        const auto line = [&](TextStyle style, const QColor &colour, const QString &words) {
            const QFont font = m_theme.font(style);
            const QFontMetrics metrics(font);
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(QRect(text.left(), text.top(), text.width(), metrics.height()),
                              Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                              metrics.elidedText(words, Qt::ElideRight, text.width()));
            text.setTop(text.top() + metrics.height() + 2);
        };
        line(TextStyle::Strong, colours.text, index.data(Qt::DisplayRole).toString());
        line(TextStyle::Caption, colours.textSecondary, index.data(AddressRole).toString());
        line(TextStyle::Caption, colours.*ink, index.data(StateRole).toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, height(m_theme)};
    }

    static int height(const Theme &theme)
    {
        return QFontMetrics(theme.font(TextStyle::Strong)).height()
               + 2 * QFontMetrics(theme.font(TextStyle::Caption)).height() + 4 + 2 * space::kS;
    }

private:
    const Theme &m_theme;
};

} // namespace

BrokerList::BrokerList(const Theme &theme, QWidget *parent)
    : QListWidget(parent)
{
    setItemDelegate(new BrokerDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Brokers"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setSpacing(1);
    connect(this, &QListWidget::itemActivated, this, &BrokerList::editRequested);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void BrokerList::show(const std::vector<BrokerConfig> &brokers, const std::vector<BrokerState> &states, UtcTime now)
{
    const std::string chosen = current();
    while (count() > static_cast<int>(brokers.size()))
        delete takeItem(count() - 1);
    for (int row = 0; row < static_cast<int>(brokers.size()); ++row) {
        const BrokerConfig &broker = brokers[static_cast<std::size_t>(row)];
        const BrokerState *state = findState(states, broker.name);
        if (row == count())
            addItem(new QListWidgetItem);
        QListWidgetItem *item = this->item(row);
        const QString words = BrokerTexts::state(state, now);
        const QString address = brokerAddress(broker);
        item->setText(shown(broker.name, 256));
        item->setData(NameRole, QString::fromStdString(broker.name));
        item->setData(AddressRole, address);
        item->setData(StateRole, words);
        item->setData(LevelRole, static_cast<int>(BrokerTexts::level(state)));
        item->setData(IconRole, static_cast<int>(iconOf(state)));
        item->setData(Qt::AccessibleTextRole, QStringList{item->text(), address, words}.join(QStringLiteral(", ")));
        item->setToolTip(plainToolTip(item->text() + u'\n' + address + u'\n' + words));
    }
    if (current() != chosen)
        choose(chosen);
    if (currentRow() < 0 && count() > 0)
        setCurrentRow(0);
}

std::string BrokerList::current() const
{
    return currentItem() ? currentItem()->data(NameRole).toString().toStdString() : std::string();
}

void BrokerList::choose(const std::string &name)
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(NameRole).toString().toStdString() == name)
            return setCurrentRow(row);
    }
}

QSize BrokerList::sizeHint() const
{
    return {QListWidget::sizeHint().width(), 2 * sizeHintForRow(0)};
}

void BrokerList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2 && currentItem())
        return emit editRequested();
    if (event->key() == Qt::Key_Delete && currentItem())
        return emit removeRequested();
    QListWidget::keyPressEvent(event);
}

Icon iconOf(const BrokerState *state)
{
    if (state == nullptr)
        return Icon::Dash;
    if (state->connection == BrokerState::Connection::Connecting)
        return Icon::Wait;
    return Theme::icon(BrokerTexts::level(state));
}

} // namespace piuptime::desktop
