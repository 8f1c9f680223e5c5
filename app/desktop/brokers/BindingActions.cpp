// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BindingActions.h"

#include "app/desktop/brokers/BindingDialog.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

BindingActions::BindingActions(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_theme(theme)
    , m_clock(clock)
    , m_window(window)
{
}

void BindingActions::bind(const std::string &broker, const std::string &topic)
{
    Binding binding;
    binding.broker = broker;
    binding.topic = topic;
    auto *dialog = new BindingDialog(m_engine, m_theme, m_clock, std::move(binding), m_window);
    connect(dialog, &BindingDialog::submitted, this,
            [this, dialog](const Binding &bound) { put(bound, Binding(), dialog); });
    open(dialog);
}

void BindingActions::edit(const std::string &broker, const Binding &binding)
{
    Binding looked = binding;
    looked.broker = broker;
    auto *dialog = new BindingDialog(m_engine, m_theme, m_clock, std::move(looked), m_window);
    connect(dialog, &BindingDialog::submitted, this, [this, dialog, binding](Binding changed) {
        changed.broker = binding.broker;
        put(changed, binding, dialog);
    });
    open(dialog);
}

void BindingActions::put(const Binding &binding, const Binding &replaced, Sheet *sheet)
{
    std::vector<Binding> bindings = m_engine.bindings();
    const auto place = std::ranges::find(bindings, replaced);
    if (place == bindings.end())
        bindings.push_back(binding);
    else
        *place = binding;
    save(std::move(bindings), tr("The topic could not be bound"), sheet);
}

void BindingActions::remove(const Binding &binding)
{
    auto *dialog = new ConfirmDialog(m_theme, tr("No longer use %1?").arg(shown(binding.topic, 256)),
                                     tr("It is no longer read as %1. What was stored of it stays.")
                                         .arg(Texts::series({binding.metric, binding.instance})),
                                     tr("Remove"), m_window);
    connect(dialog, &QDialog::accepted, this, [this, binding] {
        std::vector<Binding> bindings = m_engine.bindings();
        std::erase(bindings, binding);
        save(std::move(bindings), tr("What is bound could not be removed"), nullptr);
    });
    open(dialog);
}

void BindingActions::save(std::vector<Binding> bindings, const QString &failed, Sheet *sheet)
{
    const QPointer<Sheet> open = sheet;
    whenDone(m_engine.saveBindings(std::move(bindings)), this, [this, open, failed](const Result<void> &saved) {
        if (saved && open)
            open->accept();
        else if (!saved && open)
            open->showProblem(Texts::error(saved.error()));
        else if (!saved)
            emit noticed(HealthLevel::Critical, failed, Texts::error(saved.error()));
    });
}

void BindingActions::open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace piuptime::desktop
