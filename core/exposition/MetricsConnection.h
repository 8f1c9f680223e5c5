// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/exposition/RequestHead.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>
#include <string>

class QTcpSocket;

namespace piuptime::exposition {

/// One client: reads one request, answers it and ends, at the latest at its deadline. Deletes itself then.
class MetricsConnection : public QObject
{
    Q_OBJECT
public:
    /// \param page makes the page in another thread
    MetricsConnection(QTcpSocket *socket, Milliseconds deadline, std::function<QFuture<std::string>()> page,
                      QObject *parent);

    /// Answers so whatever is asked.
    void refuse(int status, std::string_view reason);

private:
    void read();
    void serve(const RequestHead &request);
    void answer(const RequestHead &request, int status, std::string_view body);

    QTcpSocket *m_socket;
    std::function<QFuture<std::string>()> m_page;
    QTimer m_deadline;
    std::string m_head;
    bool m_isAnswered = false;
};

} // namespace piuptime::exposition
