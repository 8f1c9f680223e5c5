// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/DecisionSheet.h"

#include "app/presentation/Texts.h"

#include <QLineEdit>
#include <QUrl>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation::gateway;

DecisionSheet::DecisionSheet(GatewayWatch &watch, const Theme &theme, GatewaySubscription subscription,
                             Decision decision, QWidget *parent)
    : Sheet(theme,
            decision == Decision::Approve ? tr("Give %1 access to %2?").arg(subscription.name, subscription.api)
                                          : tr("Refuse %1 access to %2?").arg(subscription.name, subscription.api),
            parent)
    , m_watch(watch)
    , m_subscription(std::move(subscription))
    , m_decision(decision)
    , m_line(new QLineEdit(this))
{
    const bool isApproval = decision == Decision::Approve;
    addText(m_subscription.contact + u'\n' + m_subscription.purpose); // a table may have cut them
    addText(isApproval ? tr("A new version of the configuration will know the key that was shown when asking. Going "
                            "back to an earlier one takes the access away again.")
                       : tr("Whoever asked is told so, with the reason, when they look."));
    const QString label = isApproval ? tr("Scopes, with spaces between them") : tr("The reason, if it is to be told");
    auto *field = new QVBoxLayout;
    field->setSpacing(space::kXs);
    field->addWidget(new Label(theme, TextStyle::Caption, &Colours::textSecondary, label, this));
    field->addWidget(m_line);
    body()->addLayout(field);
    m_line->setAccessibleName(label);
    m_line->setMaxLength(500);
    m_line->setText(isApproval ? m_subscription.scopes.join(u' ') : QString());
    addCancel();
    m_do = isApproval ? addAction(tr("Give access")) : addAction(tr("Refuse"), ButtonRole::Danger);
    connect(m_do, &QPushButton::clicked, this, &DecisionSheet::decide);
    m_line->setFocus();
}

std::string DecisionSheet::target() const
{
    const auto escaped = [](const QString &text) { return QUrl::toPercentEncoding(text).toStdString(); };
    const std::string path = "/v1/subscriptions/" + escaped(m_subscription.id);
    if (m_decision == Decision::Reject)
        return path + "/reject?" + changeQuery(m_line->text());
    const QStringList scopes = m_line->text().split(u' ', Qt::SkipEmptyParts);
    return path + "/approve?" + changeQuery({}) + "&scopes=" + escaped(scopes.join(u','));
}

void DecisionSheet::decide()
{
    m_do->setEnabled(false);
    m_watch.ask({"POST", target()}, this, [this](const Result<GatewayAnswer> &answer) {
        m_do->setEnabled(true);
        const auto done = answer ? documentOf(*answer) : tl::unexpected(answer.error());
        if (!done)
            return showProblem(presentation::Texts::error(done.error()));
        emit decided(m_decision == Decision::Approve ? tr("%1 has access now.").arg(m_subscription.name)
                                                     : tr("%1 gets no access.").arg(m_subscription.name));
        accept();
    });
}

} // namespace piuptime::desktop
