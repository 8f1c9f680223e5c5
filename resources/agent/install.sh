#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the agent on this machine, or removes it: install.sh install|remove FOLDER PATIENCE
#
# FOLDER holds what the console sent: package.deb, agent.toml, and as needed ca.pem, agent.pem, agent.key, password,
# polkit.rules. How it goes is told in FOLDER/progress, a line each:
#     step NAME       what is under way: prepare install settings start undo
#     hear AGENT UPTIME   it runs, since UPTIME seconds after boot at the earliest; within PATIENCE seconds FOLDER/confirmed must appear, or all is undone
#     failed TEXT     why it cannot be; FOLDER/why has what was said last before
#     undone          ... and everything is as it was
#     stuck TEXT      ... and this could not be put back
#     done VERSION    everything is well
# FOLDER/cancelled ends it like a failure.
set -u
verb=$1
work=$2
patience=$3
settings=/etc/piuptime
rules=/etc/polkit-1/rules.d/50-piuptime-agent.rules
cache=/var/cache/piuptime # the package as it is installed, so that the next installation can be undone
files='agent.toml ca.pem agent.pem agent.key password'
kept=$work/kept
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

mkdir "$kept" || exit 1 # it runs already
umask 022
: >"$work/progress"
: >"$work/log"
exec </dev/null >>"$work/log" 2>&1
umask 077

tell() { printf '%s\n' "$*" >>"$work/progress"; }
installed() { dpkg-query -W -f '${db:Status-Abbrev} ${binary:Package}\n' | sed -n 's/^ii  *//p' | sort; }
version() { dpkg-query -W -f '${db:Status-Abbrev} ${Version}\n' piuptime-agent 2>/dev/null | sed -n 's/^ii  *//p'; }
apt() { apt-get -y -q --no-install-recommends -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold "$@"; }

# keep FILE: remembers it, or that it is not there.
keep() { [ ! -e "$1" ] || cp -a "$1" "$kept/${1##*/}"; }

put_back() {
    for file in $files "$rules"; do
        place=$settings/$file
        [ "$file" != "$rules" ] || place=$rules
        if [ -e "$kept/${file##*/}" ]; then
            mkdir -p "${place%/*}" && cp -a "$kept/${file##*/}" "$place" || return 1
        else
            rm -f "$place"
        fi
    done
}

# The package that was there, or no package and none of those that came with it.
put_package_back() {
    before=$(cat "$kept/version")
    if [ -z "$before" ]; then
        [ -s "$kept/new" ] || return 0
        # One call, so that the order does not matter.
        xargs dpkg --purge <"$kept/new" && return 0
        tell "stuck these packages could not be removed: $(tr '\n' ' ' <"$kept/new")"
    elif [ "$(version)" != "$before" ]; then
        [ -e "$kept/package.deb" ] && dpkg --install --force-downgrade "$kept/package.deb" && return 0
        tell "stuck version $(version) stays: the package of $before is not here any more, or does not install"
    else
        return 0
    fi
    return 1
}

undo() {
    tell step undo
    systemctl stop piuptime-agent.service
    put_package_back || return
    put_back || { tell "stuck the settings in $settings could not be put back"; return; }
    [ ! -d "$settings" ] || rmdir --ignore-fail-on-non-empty "$settings"
    [ ! -e "$kept/enabled" ] || systemctl enable piuptime-agent.service
    if [ -e "$kept/active" ]; then
        systemctl start piuptime-agent.service || { tell "stuck the agent as it was does not start again"; return; }
    fi
    tell undone
}

# finish: what is secret does not stay.
finish() {
    rm -rf "$kept" "$work/package.deb" "$work/polkit.rules"
    for file in $files; do rm -f "$work/$file"; done
    exit "$1"
}

# say_why COMMAND: what it prints is told to the person.
say_why() { (umask 022 && "$@" >"$work/why"); }

give_up() {
    trap '' TERM INT HUP
    [ -e "$work/why" ] || say_why tail -n 6 "$work/log"
    tell "failed $*"
    undo
    finish 1
}
trap 'give_up "it was ended from outside"' TERM INT HUP
proceed() { [ ! -e "$work/cancelled" ] || give_up "cancelled"; }

prepare() {
    tell step prepare
    version >"$kept/version"
    before=$(cat "$kept/version")
    [ -z "$before" ] || [ ! -e "$cache/$before.deb" ] || cp "$cache/$before.deb" "$kept/package.deb"
    ! systemctl --quiet is-enabled piuptime-agent.service || : >"$kept/enabled"
    ! systemctl --quiet is-active piuptime-agent.service || : >"$kept/active"
    for file in $files; do
        keep "$settings/$file" || give_up "the disk does not take a copy of $settings/$file"
    done
    keep "$rules" || give_up "the disk does not take a copy of $rules"
}

install_package() {
    tell step install
    dpkg --configure -a # what a power cut may have left half done
    installed >"$kept/before"
    extra=
    [ ! -e "$work/polkit.rules" ] || extra=polkitd
    # shellcheck disable=SC2086 # no word, or one
    if ! apt install --allow-downgrades --reinstall "$work/package.deb" $extra; then
        apt update && apt install --allow-downgrades --reinstall "$work/package.deb" $extra || broken=yes
    fi
    installed >"$kept/after"
    comm -13 "$kept/before" "$kept/after" >"$kept/new"
    [ -n "${broken:-}" ] || return 0
    [ -s "$kept/version" ] || dpkg --purge piuptime-agent # half installed, so not among the new ones
    give_up "the package could not be installed"
}

# place NAME: the file that the console sent, or none.
place() {
    if [ -e "$work/$1" ]; then
        install -m 0640 -o root -g piuptime-agent "$work/$1" "$settings/$1" ||
            give_up "$settings/$1 could not be written"
    else
        rm -f "$settings/$1"
    fi
}

write_settings() {
    tell step settings
    mkdir -p "$settings" || give_up "$settings could not be made"
    for file in $files; do place "$file"; done
    if [ -e "$work/polkit.rules" ]; then
        install -D -m 0644 "$work/polkit.rules" "$rules" || give_up "$rules could not be written"
    else
        rm -f "$rules"
    fi
    # That a file or folder is not there yet is no fault of the settings.
    reason=$(piuptime-agent check "$settings/agent.toml" 2>&1 >/dev/null | grep -F "$settings/agent.toml")
    [ -z "$reason" ] || give_up "the settings are not understood: $reason"
}

start() {
    tell step start
    systemctl daemon-reload
    read -r began _ </proc/uptime
    systemctl enable piuptime-agent.service || give_up "the service could not be enabled"
    systemctl restart piuptime-agent.service || {
        systemctl --no-pager --full status piuptime-agent.service
        give_up "the agent does not start"
    }
}

await_confirmation() {
    tell "hear $(piuptime-agent name) $began"
    left=$((patience * 5))
    while [ ! -e "$work/confirmed" ]; do
        if [ -e "$work/cancelled" ] || [ "$left" -le 0 ]; then
            say_why journalctl --no-pager -q -o cat -n 4 -u piuptime-agent.service
            give_up "nobody confirmed that the agent reports"
        fi
        left=$((left - 1))
        sleep 0.2
    done
}

give_up_removing() {
    say_why tail -n 6 "$work/log"
    tell "failed the package could not be removed"
    tell "stuck the package may be half removed: look with dpkg --audit"
    finish 1
}

remove() {
    tell step install
    systemctl stop piuptime-agent.service
    apt purge piuptime-agent || give_up_removing
    for file in $files; do rm -f "$settings/$file"; done
    rm -f "$rules" "$cache"/*.deb
    [ ! -d "$settings" ] || rmdir --ignore-fail-on-non-empty "$settings"
    tell 'done'
    finish 0
}

[ "$verb" = install ] || remove
prepare
proceed
install_package
proceed
write_settings
proceed
start
await_confirmation
mkdir -p "$cache" && rm -f "$cache"/*.deb && install -m 0644 "$work/package.deb" "$cache/$(version).deb"
tell "done $(version)"
finish 0
