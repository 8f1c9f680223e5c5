// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/Backlight.h"

#include "app/kiosk/screen/BacklightRule.h"
#include "core/base/Text.h"

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <unistd.h>

namespace piuptime::kiosk {
namespace {

constexpr const char *kClass = "sys/class/backlight";
constexpr int kUnblanked = 0; // FB_BLANK_UNBLANK
constexpr int kOff = 4;       // FB_BLANK_POWERDOWN

std::optional<int> readNumber(const agent::Root &root, const std::string &path)
{
    const auto number = toUnsigned(root.firstLine(path));
    if (!number || *number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*number);
}

bool mayWrite(const std::string &path)
{
    return ::access(path.c_str(), W_OK) == 0;
}

bool writeNumber(const std::string &path, int number)
{
    const UniqueFd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_TRUNC | O_NONBLOCK));
    const std::string text = std::to_string(number);
    return file.isOpen() && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

} // namespace

double lightOf(int percent)
{
    constexpr double kLinearBelow = 8; // of 100, in the definition of CIE lightness
    if (percent <= kLinearBelow)
        return std::max(percent, 0) / 903.3;
    return std::pow((std::min(percent, 100) + 16) / 116.0, 3);
}

Backlight::Backlight(std::string root, QObject *parent)
    : QObject(parent)
    , m_root(std::move(root))
{
    find();
}

void Backlight::look()
{
    const bool wasAvailable = isAvailable();
    find();
    if (!wasAvailable && isAvailable())
        write();
}

void Backlight::find()
{
    std::vector<Panel> panels;
    bool isForbidden = false;
    const auto root = agent::Root::open(m_root);
    for (const std::string &path : root ? root->list(kClass) : std::vector<std::string>()) {
        const auto most = readNumber(*root, path + "/max_brightness");
        const std::string folder = m_root + '/' + path;
        if (!most || *most == 0)
            continue;
        if (mayWrite(folder + "/brightness"))
            panels.push_back(
                {folder, *most, root->firstLine(path + "/scale") == "non-linear", mayWrite(folder + "/bl_power")});
        else
            isForbidden = true;
    }
    if (!panels.empty())
        become(std::move(panels), {}, false);
    else if (isForbidden)
        become({},
               tr("The brightness of the screen may not be set. It takes a user of the group video and the "
                  "udev rule 60-piuptime-backlight.rules, and then a restart."),
               true);
    else
        become({}, tr("This screen has no brightness that can be set. It is darkened by what is shown."), false);
}

void Backlight::setPercent(int percent)
{
    percent = std::clamp(percent, 1, 100);
    if (percent == m_percent)
        return;
    m_percent = percent;
    if (!write())
        find(); // one was unplugged, or is no longer ours
    emit percentChanged();
}

void Backlight::setOn(bool isOn)
{
    if (m_isOn == isOn)
        return;
    m_isOn = isOn;
    if (!write())
        find();
}

bool Backlight::write() const
{
    const auto failed = std::ranges::count_if(m_panels, [this](const Panel &panel) { return !set(panel); });
    return failed == 0;
}

QString Backlight::udevRule() const
{
    return m_isForbidden ? QString::fromUtf8(kBacklightRule.data(), static_cast<qsizetype>(kBacklightRule.size()))
                         : QString();
}

bool Backlight::set(const Panel &panel) const
{
    const double part = panel.isEvenToEyes ? m_percent / 100.0 : lightOf(m_percent);
    const int lit = std::clamp(static_cast<int>(std::lround(panel.most * part)), 1, panel.most);
    const bool isDark = !m_isOn && !panel.hasSwitch;
    const bool isBright = writeNumber(panel.folder + "/brightness", isDark ? 0 : lit);
    return isBright && (!panel.hasSwitch || writeNumber(panel.folder + "/bl_power", m_isOn ? kUnblanked : kOff));
}

void Backlight::become(std::vector<Panel> panels, const QString &reason, bool isForbidden)
{
    const bool isOther = panels.empty() != m_panels.empty() || reason != m_reason;
    m_panels = std::move(panels);
    m_reason = reason;
    m_isForbidden = isForbidden;
    if (isOther)
        emit availableChanged();
}

} // namespace piuptime::kiosk
