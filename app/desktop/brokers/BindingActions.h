// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QPointer>

class QDialog;

namespace piuptime::desktop {

class Sheet;

/// What a person can do to topics that are bound by hand: each request explains itself, asks first where it matters,
/// hands the work to the engine and tells the result. Nothing here waits.
class BindingActions final : public QObject
{
    Q_OBJECT
public:
    BindingActions(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *window);

    /// Gives a topic of a broker a meaning.
    void bind(const std::string &broker, const std::string &topic);
    /// \param broker over which the topic is looked at, where the binding names none
    void edit(const std::string &broker, const Binding &binding);
    void remove(const Binding &binding);

signals:
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);

private:
    /// \param replaced the one whose place it takes; without a topic: none
    void put(const Binding &binding, const Binding &replaced, Sheet *sheet);
    void save(std::vector<Binding> bindings, const QString &failed, Sheet *sheet);
    void open(QDialog *dialog);

    fleet::Engine &m_engine;
    const Theme &m_theme;
    const Clock &m_clock;
    QPointer<QWidget> m_window;
};

} // namespace piuptime::desktop
