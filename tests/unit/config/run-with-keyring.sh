#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program in a session bus of its own, with a fresh keyring that is unlocked, and nothing of the user's.
# Without the tools for that the program runs without PIUPTIME_TEST_KEYRING, and says so.
set -eu
for tool in dbus-run-session gnome-keyring-daemon; do
    command -v $tool >/dev/null 2>&1 || exec "$@"
done

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/runtime"
# The daemon ends with the bus.
# shellcheck disable=SC2016
env -u DISPLAY HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_RUNTIME_DIR="$home/runtime" \
    PIUPTIME_TEST_KEYRING=1 dbus-run-session -- sh -c '
        printf "test" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
        exec "$@"' sh "$@"
