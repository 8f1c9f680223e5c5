// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Labels.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace piuptime::desktop {

/// A named list with a search field, of which some entries are ticked. Space ticks the entry with the focus.
class ChoiceList final : public QWidget
{
    Q_OBJECT
public:
    /// \param most  as many can be ticked at once
    ChoiceList(const Theme &theme, const QString &title, int most, QWidget *parent = nullptr);

    struct Choice {
        QString id;
        QString text; ///< plain, also from a Pi
    };
    /// Replaces the entries; those in `chosen` are ticked.
    void setChoices(const std::vector<Choice> &choices, const QStringList &chosen);
    /// Ids of the ticked entries, in the order of the list.
    [[nodiscard]] QStringList chosen() const;

signals:
    void chosenChanged();

private:
    void filter(const QString &text);
    void onItemChanged();
    void boundChoices();
    void showFirstChosen();

    int m_most;
    QLineEdit *m_search;
    QListWidget *m_list;
    Label *m_hint;
};

} // namespace piuptime::desktop
