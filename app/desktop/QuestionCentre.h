// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/HostKeysDialog.h"
#include "app/desktop/dialogs/SecretDialog.h"
#include "app/desktop/theme/Theme.h"

#include <QObject>
#include <QPointer>

namespace piuptime::desktop {

/// Everything the engine asks, in one queue that waits for the person instead of jumping in front of them: a summary
/// for the window's notice, and the dialogs when they are wanted.
class QuestionCentre final : public QObject
{
    Q_OBJECT
public:
    QuestionCentre(fleet::Engine &engine, const Theme &theme, QWidget *window);

    [[nodiscard]] std::size_t count() const { return m_questions.size(); }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString detail() const;

    /// Opens what is next in the queue; of one device if `id` is given and asks something.
    void open(const DeviceId &id = {});

signals:
    void changed();

private:
    void onAsked(const fleet::Question &question);
    void onWithdrawn(std::uint64_t questionId);
    void openHostKeys();
    void openSecret(const fleet::Question &question);
    void openNext();
    [[nodiscard]] std::vector<fleet::Question> hostKeys() const;

    fleet::Engine &m_engine;
    const Theme &m_theme;
    QPointer<QWidget> m_window;
    std::vector<fleet::Question> m_questions;
    QPointer<HostKeysDialog> m_hostKeysDialog;
    QPointer<SecretDialog> m_secretDialog;
};

} // namespace piuptime::desktop
