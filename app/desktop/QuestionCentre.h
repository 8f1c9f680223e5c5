// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/HostKeysDialog.h"
#include "app/desktop/dialogs/Sheet.h"
#include "app/desktop/theme/Theme.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>

#include <map>

namespace piuptime::desktop {

/// Everything the engine asks, in one queue that waits for the person instead of jumping in front of them: a summary
/// for the window's notice, and the dialogs when they are wanted. Only what the person's own doing brings about, such
/// as adding a Pi, opens by itself, and only while they are at this program.
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
    /// The person has just set these devices going: what they ask within the next two minutes opens by itself.
    void expect(const std::vector<DeviceId> &ids);

signals:
    void changed();

private:
    void onAsked(const fleet::Question &question);
    void onWithdrawn(std::uint64_t questionId);
    void openHostKeys();
    /// Any question but that of a host key, which come together.
    void openSingle(const fleet::Question &question);
    [[nodiscard]] Sheet *makeSingle(const fleet::Question &question);
    void answer(std::uint64_t id, const fleet::Answer &given);
    void openNext();
    void openExpected();
    [[nodiscard]] bool isExpected(const DeviceId &id) const;
    [[nodiscard]] std::vector<fleet::Question> hostKeys() const;

    fleet::Engine &m_engine;
    const Theme &m_theme;
    QPointer<QWidget> m_window;
    std::vector<fleet::Question> m_questions;
    std::map<DeviceId, QDeadlineTimer> m_expected; ///< until when their questions open by themselves
    QPointer<HostKeysDialog> m_hostKeysDialog;
    QPointer<Sheet> m_singleDialog;
    std::uint64_t m_singleId = 0; ///< what `m_singleDialog` asks
};

} // namespace piuptime::desktop
