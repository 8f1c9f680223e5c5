// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/AgentInstaller.h"

#include "core/agent/batch/Sender.h"
#include "core/async/Offload.h"
#include "core/base/Text.h"
#include "core/fleet/InstallText.h"

#include <algorithm>
#include <array>
#include <map>

namespace piuptime::fleet {
namespace {

constexpr Milliseconds kStepDeadline{20'000};  ///< one question to the Pi
constexpr Milliseconds kCopyDeadline{600'000}; ///< a file over a thin link
constexpr Milliseconds kWhole{1'800'000};      ///< with packages that a slow Pi fetches and unpacks
constexpr Milliseconds kBetweenLooks{500};
constexpr Milliseconds kWithoutConnection{300'000};
constexpr Seconds kPisPatience{240}; ///< it undoes all unless we confirm by then; longer than ours
constexpr std::string_view kSettings = "/etc/piuptime/";

/// What is asked of the Pi before anything is changed there: a word and its value a line.
constexpr std::string_view kLook = R"SH(echo "architecture $(dpkg --print-architecture 2>/dev/null)"
echo "machine $(uname -m)"
echo "client ${SSH_CONNECTION%% *}"
if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then echo 'root yes'; fi
if command -v systemctl >/dev/null && command -v apt-get >/dev/null; then echo 'debian yes'; fi
echo "installed $(dpkg-query -W -f '${db:Status-Abbrev} ${Version}' piuptime-agent 2>/dev/null | sed -n 's/^ii  *//p')"
)SH";

constexpr std::string_view kRules =
    R"JS(// Lets the Pi Uptime agent do what agent.toml allows the console that installed it.
polkit.addRule(function (action, subject) {
    if (subject.user !== "piuptime-agent")
        return polkit.Result.NOT_HANDLED;
    if (action.id === "org.freedesktop.systemd1.manage-units" && action.lookup("verb") === "restart")
        return polkit.Result.YES;
    if (/^org\.freedesktop\.login1\.(reboot|power-off)(-multiple-sessions)?$/.test(action.id))
        return polkit.Result.YES;
    return polkit.Result.NOT_HANDLED;
});
)JS";

/// How the script on the Pi stands, of what it has told so far.
struct Told {
    InstallStep step = InstallStep::Installing;
    std::string agent;             ///< once it runs
    std::uint64_t firstNumber = 0; ///< its readings have this number or higher ones
    std::string version;           ///< once all is well
    std::string failure;
    std::string stuck;
    bool isDone = false;
    bool isUndone = false;

    [[nodiscard]] bool isOver() const { return isDone || isUndone || !stuck.empty(); }
};

InstallStep stepOf(std::string_view name)
{
    if (name == "start")
        return InstallStep::Starting;
    return name == "undo" ? InstallStep::Undoing : InstallStep::Installing;
}

/// `NAME UPTIME`; without an uptime whatever is heard counts.
void readHear(std::string_view rest, Told &told)
{
    told.agent = takeWord(rest);
    told.firstNumber = agent::firstSequenceAt(toNumber(rest).value_or(0));
}

Told readProgress(std::string_view text)
{
    Told told;
    while (const auto line = takeLine(text)) {
        std::string_view rest = *line;
        const std::string_view word = takeWord(rest);
        const std::string value = printable(trimmed(rest), 600);
        if (word == "step")
            told.step = stepOf(value);
        else if (word == "hear")
            readHear(value, told);
        else if (word == "failed")
            told.failure = value;
        else if (word == "stuck")
            told.stuck = value;
        else if (word == "undone")
            told.isUndone = true;
        else if (word == "done") {
            told.isDone = true;
            told.version = value;
        }
    }
    if (!told.agent.empty() && told.step == InstallStep::Starting)
        told.step = InstallStep::Listening;
    return told;
}

bool isLoopback(std::string_view host)
{
    return host == "localhost" || host.starts_with("127.") || host == "::1";
}

/// A command that must succeed, on whatever connection there is; one that was lost is waited for.
QCoro::Task<Result<std::string>> ask(const InstallServices *services, std::string command)
{
    Error error{ErrorKind::Unreachable, "there is no connection to the Pi", {}};
    const Deadline enough = Deadline::in(kWithoutConnection);
    while (!services->ending.stop_requested()) {
        if (const auto link = services->link()) {
            auto output = co_await link->run(command, Deadline::in(kStepDeadline));
            if (output && output->exitStatus == 0)
                co_return std::move(output->standardOutput);
            if (output)
                co_return fail(ErrorKind::Internal, printable(output->standardError + ' ' + output->standardOutput));
            error = output.error();
            if (error.kind != ErrorKind::Unreachable && error.kind != ErrorKind::Timeout
                && error.kind != ErrorKind::Cancelled)
                co_return tl::unexpected(error);
        }
        if (enough.passed())
            co_return tl::unexpected(error);
        co_await async::sleepFor(kBetweenLooks, services->ending);
    }
    co_return fail(ErrorKind::Cancelled, "the console ended");
}

struct Pi {
    std::string architecture;
    std::string client;    ///< this computer, as the Pi sees it
    std::string installed; ///< version of the agent
};

Result<Pi> understand(std::string_view looked)
{
    std::map<std::string, std::string, std::less<>> values;
    while (const auto line = takeLine(looked)) {
        std::string_view rest = *line;
        const std::string_view word = takeWord(rest);
        values[std::string(word)] = printable(trimmed(rest), 100);
    }
    if (values["debian"].empty() || values["architecture"].empty())
        return fail(ErrorKind::InvalidInput,
                    "this is no system of the Debian family with systemd, such as Raspberry Pi OS");
    if (values["machine"] == "armv6l")
        return fail(ErrorKind::InvalidInput, "the processor of this Pi (ARMv6) is too old for the agent; "
                                             "go on reading it over SSH");
    if (values["root"].empty())
        return fail(ErrorKind::Unauthorized, "the account may not become root without a password (sudo -n)");
    return Pi{values["architecture"], values["client"], values["installed"]};
}

using Files = std::map<std::string, QByteArray>; ///< by name in the folder on the Pi

Files filesFor(AgentFiles given, const Pi &pi, const AgentPackage &package)
{
    Files files;
    const auto add = [&files](const char *name, const std::string &content, std::string *settingsName) {
        if (content.empty())
            return;
        files[name] = QByteArray::fromStdString(content);
        if (settingsName)
            *settingsName = std::string(kSettings) + name;
    };
    agent::BrokerSettings &broker = given.broker;
    if (given.isSeenFromHere && isLoopback(broker.host) && !pi.client.empty())
        broker.host = pi.client;
    add("ca.pem", given.authorities, &broker.caFile);
    add("agent.pem", given.certificate, &broker.certificateFile);
    add("agent.key", given.key, &broker.keyFile);
    add("password", given.password.reveal(), &broker.passwordFile);
    if (!given.commands.keys.empty())
        add("polkit.rules", std::string(kRules), nullptr);
    add("agent.toml", agent::formatAgentSettings(broker, given.commands), nullptr);
    add("package.deb", package.bytes, nullptr);
    add("install.sh", std::string(kInstallText), nullptr);
    return files;
}

QCoro::Task<Result<void>> copy(const InstallServices *services, std::string folder, Files files)
{
    InstallProgress progress{InstallStep::Copying, 0, 0};
    for (const auto &[name, bytes] : files)
        progress.bytesAll += static_cast<std::size_t>(bytes.size());
    services->advanced(progress);
    for (const auto &[name, bytes] : files) {
        const auto link = services->link();
        if (!link)
            co_return fail(ErrorKind::Unreachable, "the connection to the Pi was lost");
        if (services->cancelled.stop_requested())
            co_return fail(ErrorKind::Cancelled, "cancelled; nothing was changed");
        const auto sent = [services, progress](std::size_t so) mutable {
            progress.bytesDone += so;
            services->advanced(progress);
            progress.bytesDone -= so;
        };
        const auto copied = co_await link->upload(folder + '/' + name, bytes, sent, Deadline::in(kCopyDeadline));
        if (!copied)
            co_return fail(copied.error(), "copying to the Pi");
        progress.bytesDone += static_cast<std::size_t>(bytes.size());
    }
    co_return {};
}

/// Has the script run on its own, so that a lost connection does not end it half way.
QCoro::Task<Result<void>> launch(const InstallServices *services, std::string folder, std::string verb)
{
    const std::string script = "sh " + folder + "/install.sh " + verb + ' ' + folder + ' '
                               + std::to_string(kPisPatience.count()) + " </dev/null >/dev/null 2>&1 &";
    const auto launched = co_await ask(services, "if [ \"$(id -u)\" = 0 ]; then setsid " + script
                                                     + "\nelse setsid sudo -n " + script + "\nfi");
    if (!launched)
        co_return tl::unexpected(launched.error());
    co_return {};
}

Error failureOf(const Told &told, bool wasCancelled, bool wasUnheard, std::string_view log)
{
    Error error{ErrorKind::Internal, told.failure, {}};
    if (wasCancelled)
        error = {ErrorKind::Cancelled, "the installation was ended", {}};
    else if (wasUnheard)
        error = {ErrorKind::Timeout, "the agent runs, but nothing it reports arrives here", {}};
    if (const std::string words = printable(trimmed(log), 500); !words.empty() && !wasCancelled)
        error.detail += " (" + words + ')';
    if (!told.stuck.empty())
        error.detail += "; not everything is as it was: " + told.stuck;
    else if (told.isUndone)
        error.detail += "; everything is as it was";
    return error;
}

/// Follows the script to its end.
QCoro::Task<Result<Told>> follow(const InstallServices *services, std::string folder)
{
    const Deadline whole = Deadline::in(kWhole);
    std::optional<Deadline> heardBy;
    bool isTold = false; // that all is well, or is to be undone
    bool wasUnheard = false;
    for (;;) {
        const auto text = co_await ask(services, "cat " + folder + "/progress 2>/dev/null || :");
        if (!text)
            co_return fail(text.error(), "following the installation; the Pi undoes it by itself");
        const Told told = readProgress(*text);
        services->advanced({told.step});
        const bool isFailed = !told.failure.empty();
        if (told.isOver() && !isFailed)
            co_return told;
        if (told.isOver()) {
            const auto log = co_await ask(services, "cat " + folder + "/why 2>/dev/null || :");
            co_return tl::unexpected(
                failureOf(told, services->cancelled.stop_requested() && !wasUnheard, wasUnheard, log.value_or("")));
        }
        if (whole.passed())
            co_return fail(ErrorKind::Timeout, "the installation has not ended; the Pi goes on with it by itself");
        if (!told.agent.empty() && !heardBy)
            heardBy = Deadline::in(services->patience);
        std::string word;
        if (services->cancelled.stop_requested())
            word = "cancelled";
        else if (heardBy && services->newest(told.agent) >= told.firstNumber)
            word = "confirmed";
        else if (heardBy && heardBy->passed())
            word = "cancelled";
        if (!word.empty() && !isTold && !isFailed) {
            wasUnheard = word == "cancelled" && !services->cancelled.stop_requested();
            const auto said = co_await ask(services, ": >" + folder + '/' + word);
            if (!said)
                co_return fail(said.error(), "ending the installation; the Pi undoes it by itself");
            isTold = true;
        }
        co_await async::sleepFor(kBetweenLooks, services->ending);
    }
}

QCoro::Task<Result<Told>> inFolder(const InstallServices *services, std::string folder, Files files, std::string verb)
{
    const auto copied = co_await copy(services, folder, std::move(files));
    if (!copied)
        co_return tl::unexpected(copied.error());
    services->advanced({InstallStep::Installing});
    const auto launched = co_await launch(services, folder, verb);
    if (!launched)
        co_return tl::unexpected(launched.error());
    const auto told = co_await follow(services, folder);
    co_return told;
}

/// Runs the script in a folder of its own on the Pi, which does not stay.
QCoro::Task<Result<Told>> runScript(const InstallServices *services, Files files, std::string verb)
{
    const auto made = co_await ask(services, "mktemp -d /tmp/piuptime-agent.XXXXXXXXXX");
    if (!made)
        co_return fail(made.error(), "making a folder on the Pi");
    const std::string folder(trimmed(*made));
    if (!folder.starts_with("/tmp/piuptime-agent.") || folder.find_first_of(" '\"$\n\\") != std::string::npos)
        co_return fail(ErrorKind::Corrupt, "the Pi made a folder of an odd name", folder);
    auto told = co_await inFolder(services, folder, std::move(files), verb);
    // While the script may still run the folder is needed.
    const bool isOver = told || (told.error().kind != ErrorKind::Unreachable && !services->ending.stop_requested());
    if (isOver)
        (void)co_await ask(services, "rm -rf " + folder); // what is left holds no secret
    co_return told;
}

} // namespace

QCoro::Task<Result<InstalledAgent>> installAgent(InstallServices services, AgentFiles files)
{
    services.advanced({InstallStep::Looking});
    const auto looked = co_await ask(&services, std::string(kLook));
    if (!looked)
        co_return fail(looked.error(), "looking at the Pi");
    const auto pi = understand(*looked);
    if (!pi)
        co_return tl::unexpected(pi.error());
    // A lambda within the await would be copied bit by bit by GCC 12.
    const auto find = [package = services.package, architecture = pi->architecture] { return package(architecture); };
    const auto package = co_await async::offload(QThreadPool::globalInstance(), find);
    if (!package)
        co_return tl::unexpected(package.error());
    auto told = co_await runScript(&services, filesFor(std::move(files), *pi, *package), "install");
    if (!told)
        co_return tl::unexpected(told.error());
    co_return InstalledAgent{told->agent, told->version, pi->installed};
}

QCoro::Task<Result<void>> removeAgent(InstallServices services)
{
    services.advanced({InstallStep::Looking});
    const auto looked = co_await ask(&services, std::string(kLook));
    if (!looked)
        co_return fail(looked.error(), "looking at the Pi");
    const auto pi = understand(*looked);
    if (!pi)
        co_return tl::unexpected(pi.error());
    if (pi->installed.empty())
        co_return fail(ErrorKind::NotFound, "the agent is not installed as a package on this Pi");
    Files files;
    files["install.sh"] = QByteArray::fromStdString(std::string(kInstallText));
    const auto told = co_await runScript(&services, std::move(files), "remove");
    if (!told)
        co_return tl::unexpected(told.error());
    co_return {};
}

} // namespace piuptime::fleet
