// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/DifferenceText.h"

#include <QTextBlock>

namespace piuptime::desktop {

DifferenceText::DifferenceText(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setReadOnly(true);
    setLineWrapMode(NoWrap);
    document()->setDocumentMargin(space::kS);
    setFont(theme.font(TextStyle::Mono));
    setAccessibleName(tr("What changes"));
    setTabChangesFocus(true);
    connect(&theme, &Theme::changed, this, &DifferenceText::paintLines);
}

void DifferenceText::showDifference(const QString &text)
{
    setPlainText(text);
    paintLines();
}

void DifferenceText::paintLines()
{
    const Colours &colours = m_theme.colours();
    QList<QTextEdit::ExtraSelection> lines;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QChar sign = block.text().isEmpty() ? u' ' : block.text().front();
        if (sign == u' ')
            continue;
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        line.format.setBackground(sign == u'+' ? colours.okSoft : sign == u'-' ? colours.criticalSoft : colours.sunken);
        lines.append(line);
    }
    setExtraSelections(lines);
}

} // namespace piuptime::desktop
