// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/FirmwareMailbox.h"

#include "core/agent/MailboxMessage.h"

#include <sys/ioctl.h>

namespace piuptime::agent {
namespace {

/// The one call that the device knows: hands over a message and takes the answer in its place.
constexpr unsigned long kPropertyCall = _IOWR(100, 0, char *);

} // namespace

FirmwareMailbox::FirmwareMailbox(const Root &root)
    : m_device(root.openFile("dev/vcio"))
{
}

std::string FirmwareMailbox::ask(std::string_view command)
{
    auto message = MailboxMessage::ask(command);
    if (!message || !isThere() || ioctl(m_device.get(), kPropertyCall, message->data()) < 0)
        return {};
    return message->answer();
}

} // namespace piuptime::agent
