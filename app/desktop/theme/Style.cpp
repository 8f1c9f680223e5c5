// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/theme/Style.h"

#include "app/desktop/theme/Theme.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace piuptime::desktop {
namespace {

constexpr int kControlHeight = 32;
constexpr int kScrollBarExtent = 12;

QString roleOf(const QWidget *widget)
{
    return widget ? widget->property("role").toString() : QString();
}

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

void roundRect(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal radius = kRadius,
               qreal width = 1)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const qreal inset = line.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

/// A line edit inside a spin or combo box.
bool isFramedByParent(const QWidget *widget)
{
    return widget
           && (qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
               || qobject_cast<QComboBox *>(widget->parentWidget()));
}

/// Keyboard focus only: a ring that appears on every click is noise.
bool showsFocus(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

} // namespace

Style::Style(Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(theme)
{
}

void Style::polish(QPalette &palette)
{
    m_theme.setSystemDark(palette.color(QPalette::Window).lightnessF() < 0.5F);
    palette = m_theme.palette();
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colours &c = m_theme.colours();
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButton(*option, *painter, widget);
    case PE_PanelLineEdit:
        if (isFramedByParent(widget))
            return;
        return drawField(*option, *painter);
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget))
            return roundRect(*painter, option->rect, Qt::transparent,
                             has(*option, State_HasFocus) ? c.accent : c.borderStrong, 2);
        break;
    case PE_FrameGroupBox:
        return roundRect(*painter, option->rect, Qt::transparent, c.border, kCardRadius);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheck(*option, *painter, false);
    case PE_IndicatorRadioButton:
        return drawCheck(*option, *painter, true);
    case PE_IndicatorArrowDown:
        return paintIcon(*painter, Icon::ChevronDown, c.textSecondary, option->rect);
    case PE_IndicatorArrowUp:
        return paintIcon(*painter, Icon::ChevronUp, c.textSecondary, option->rect);
    case PE_IndicatorArrowRight:
        return paintIcon(*painter, Icon::ChevronRight, c.textSecondary, option->rect);
    case PE_IndicatorHeaderArrow:
        return;
    case PE_FrameFocusRect: // each control shows its focus itself
        return;
    case PE_PanelTipLabel:
        return painter->fillRect(option->rect, c.text);
    case PE_PanelMenu:
        painter->fillRect(option->rect, c.surface);
        return;
    case PE_FrameMenu:
        painter->save();
        painter->setPen(c.borderStrong);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return painter->restore();
    case PE_PanelScrollAreaCorner:
    case PE_PanelMenuBar:
    case PE_FrameStatusBarItem:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Colours &c = m_theme.colours();
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton label = *button;
            const QString role = roleOf(widget);
            QColor text = role == u"primary" ? c.accentText : role == u"danger" ? c.critical : c.text;
            if (!has(label, State_Enabled))
                text = m_theme.palette().color(QPalette::Disabled, QPalette::ButtonText);
            label.palette.setColor(QPalette::ButtonText, text);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderSection(*option, *painter);
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, c.window);
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(item->rect, c.window);
            if (has(*item, State_Selected))
                roundRect(*painter, item->rect.adjusted(1, 2, -1, -2), c.sunken, {}, 4);
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                         item->palette, has(*item, State_Enabled), item->text, QPalette::WindowText);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuItem(*item, *painter);
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (control) {
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return drawToolButton(*button, *painter, widget);
        break;
    case CC_ComboBox:
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return drawComboBox(*box, *painter);
        break;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawScrollBar(*bar, *painter, widget);
        break;
    case CC_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            drawField(*spin, *painter);
            paintIcon(*painter, Icon::ChevronUp, m_theme.colours().textSecondary,
                      subControlRect(control, option, SC_SpinBoxUp, widget), 12);
            paintIcon(*painter, Icon::ChevronDown, m_theme.colours().textSecondary,
                      subControlRect(control, option, SC_SpinBoxDown, widget), 12);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawButton(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const Colours &c = m_theme.colours();
    const QString role = roleOf(widget);
    const bool primary = role == u"primary" && has(option, State_Enabled);
    QColor fill = primary ? c.accent : c.surface;
    QColor line = primary ? QColor() : c.borderStrong;
    if (role == u"quiet") {
        fill = Qt::transparent;
        line = QColor(); // not {}: that is Qt::GlobalColor(0), a colour
    }
    if (has(option, State_Sunken) || has(option, State_On))
        fill = primary ? blend(c.accent, c.text, 0.2) : c.sunken;
    else if (has(option, State_MouseOver) && has(option, State_Enabled))
        fill = primary ? blend(c.accent, c.text, 0.1) : c.hover;
    roundRect(painter, option.rect, fill, line);
    if (showsFocus(option))
        roundRect(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), Qt::transparent,
                  primary ? c.accentText : c.accent, kRadius - 2, 1.5);
}

void Style::drawField(const QStyleOption &option, QPainter &painter) const
{
    const Colours &c = m_theme.colours();
    const bool focused = has(option, State_HasFocus);
    roundRect(painter, option.rect, has(option, State_Enabled) ? c.surface : c.window,
              focused ? c.accent : c.borderStrong, kRadius, focused ? 2 : 1);
}

void Style::drawCheck(const QStyleOption &option, QPainter &painter, bool round) const
{
    const Colours &c = m_theme.colours();
    const bool enabled = has(option, State_Enabled);
    const bool marked = has(option, State_On) || has(option, State_NoChange);
    const int edge = 16;
    QRectF box(0, 0, edge, edge);
    box.moveCenter(QRectF(option.rect).center());
    box.moveTopLeft(box.topLeft().toPoint());
    const QColor line = has(option, State_HasFocus) || has(option, State_MouseOver) ? c.accent : c.borderStrong;
    const QColor full = enabled ? c.accent : c.borderStrong;
    roundRect(painter, box, marked ? full : c.surface, marked ? full : line, round ? edge / 2.0 : 4, 1.5);
    if (!marked)
        return;
    if (round)
        roundRect(painter, box.adjusted(5, 5, -5, -5), c.accentText, {}, 3);
    else
        paintIcon(painter, has(option, State_On) ? Icon::Check : Icon::Dash, c.accentText, box, 12);
}

void Style::drawToolButton(const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget) const
{
    const Colours &c = m_theme.colours();
    const bool enabled = has(option, State_Enabled);
    if (has(option, State_On) || has(option, State_Sunken))
        roundRect(painter, option.rect, c.accentSoft, {});
    else if (has(option, State_MouseOver) && enabled)
        roundRect(painter, option.rect, c.sunken, {});
    if (showsFocus(option))
        roundRect(painter, option.rect, Qt::transparent, c.accent, kRadius, 1.5);
    QStyleOptionToolButton label = option;
    if (option.features.testFlag(QStyleOptionToolButton::HasMenu) && option.toolButtonStyle != Qt::ToolButtonIconOnly) {
        label.rect.adjust(0, 0, -16, 0);
        paintIcon(painter, Icon::ChevronDown, c.textSecondary,
                  QRectF(option.rect.right() - 21, option.rect.top(), 16, option.rect.height()), 14);
    }
    if (has(option, State_On))
        label.palette.setColor(QPalette::ButtonText, c.accent);
    QProxyStyle::drawControl(CE_ToolButtonLabel, &label, &painter, widget);
}

void Style::drawHeaderSection(const QStyleOption &option, QPainter &painter) const
{
    const Colours &c = m_theme.colours();
    painter.fillRect(option.rect, has(option, State_MouseOver) && has(option, State_Enabled) ? c.hover : c.surface);
    painter.fillRect(QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.border);
}

void Style::drawComboBox(const QStyleOptionComboBox &option, QPainter &painter) const
{
    QStyleOption frame = option;
    frame.state.setFlag(State_HasFocus, option.state.testFlag(State_HasFocus)
                                            && (option.editable || option.state.testFlag(State_KeyboardFocusChange)));
    drawField(frame, painter);
    const QRectF arrow(option.rect.right() - 24, option.rect.top(), 20, option.rect.height());
    paintIcon(painter, Icon::ChevronDown, m_theme.colours().textSecondary, arrow, 14);
}

void Style::drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const
{
    const Colours &c = m_theme.colours();
    QRectF handle = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    if (option.maximum <= option.minimum || handle.isEmpty())
        return;
    const bool active = option.activeSubControls.testFlag(SC_ScrollBarSlider);
    const qreal inset = active ? 2 : 3.5;
    handle = option.orientation == Qt::Vertical ? handle.adjusted(inset, 2, -inset, -2)
                                                : handle.adjusted(2, inset, -2, -inset);
    roundRect(painter, handle, active ? c.textMuted : c.borderStrong, {},
              std::min(handle.width(), handle.height()) / 2);
}

void Style::drawMenuItem(const QStyleOptionMenuItem &option, QPainter &painter) const
{
    const Colours &c = m_theme.colours();
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRectF(option.rect.left(), option.rect.center().y(), option.rect.width(), 1), c.border);
        return;
    }
    const bool enabled = has(option, State_Enabled);
    QRect rect = option.rect.adjusted(space::kXs, 0, -space::kXs, 0);
    if (has(option, State_Selected) && enabled)
        roundRect(painter, rect, c.selected, {}, 4);
    rect.adjust(space::kS, 0, -space::kS, 0);
    const QRect iconRect(rect.left(), rect.top(), 16, rect.height());
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            paintIcon(painter, Icon::Check, c.accent, iconRect);
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QRect textRect = rect.adjusted(16 + space::kS, 0, -16, 0);
    const int tab = static_cast<int>(option.text.indexOf(u'\t'));
    painter.setFont(option.font);
    QPalette palette = option.palette;
    drawItemText(&painter, textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                 palette, enabled, option.text.left(tab), QPalette::Text);
    if (tab >= 0) {
        palette.setColor(QPalette::Text, c.textMuted);
        drawItemText(&painter, textRect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, palette, enabled,
                     option.text.mid(tab + 1), QPalette::Text);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, Icon::ChevronRight, c.textSecondary, QRect(rect.right() - 14, rect.top(), 16, rect.height()),
                  14);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return space::kL;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::kS;
    case PM_ScrollBarExtent:
        return kScrollBarExtent;
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return 4;
    case PM_HeaderMargin:
        return space::kS;
    case PM_FocusFrameHMargin: // also the inset of text in plain item views
        return space::kS - 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_Menu_SupportsSections:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setWidth(std::max(size.width() + 2 * space::kL, 72));
        result.setHeight(std::max(kControlHeight, size.height() + space::kS));
        break;
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(std::max(kControlHeight, size.height() + space::kS));
        break;
    case CT_LineEdit:
        result.setHeight(std::max(kControlHeight, size.height() + space::kS));
        break;
    case CT_ToolButton:
        result = result.expandedTo({kControlHeight, kControlHeight});
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {result.width(), 9};
            return {size.width() + 16 + 16 + 5 * space::kS + (item->text.contains(u'\t') ? space::kXl : 0),
                    std::max(28, size.height() + 10)};
        }
        break;
    case CT_MenuBarItem:
        result = size + QSize(2 * space::kS, 2 * space::kXs + 2);
        break;
    default:
        break;
    }
    return result;
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents)
        return isFramedByParent(widget) ? option->rect : option->rect.adjusted(space::kS - 2, 0, 2 - space::kS, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QIcon Style::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    if (which == SP_LineEditClearButton)
        return m_theme.icon(Icon::Close, &Colours::textMuted);
    return QProxyStyle::standardIcon(which, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(space::kS, 1, -28, -1);
    if (control == CC_ScrollBar) { // no arrow buttons: the whole length is the groove
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const bool vertical = bar->orientation == Qt::Vertical;
            const int length = vertical ? bar->rect.height() : bar->rect.width();
            const qint64 range = qint64(bar->maximum) - bar->minimum + bar->pageStep;
            const int handle = range > 0 ? std::clamp(int(qint64(length) * bar->pageStep / range), 32, length) : length;
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle,
                                                      bar->upsideDown);
            const auto span = [&](int from, int size) {
                return vertical ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                                : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
            };
            switch (part) {
            case SC_ScrollBarSlider:
                return span(start, handle);
            case SC_ScrollBarGroove:
                return span(0, length);
            case SC_ScrollBarSubPage:
                return span(0, start);
            case SC_ScrollBarAddPage:
                return span(start + handle, length - start - handle);
            default:
                break;
            }
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace piuptime::desktop
