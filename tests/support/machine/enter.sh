#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program on a machine that looks like this one, of which nothing that is written there stays: the root file
# system in an overlay of memory, in namespaces of its own. For root.
#   unshare --mount --pid --fork --kill-child enter.sh ROOT SHARED TOOLS PROGRAM ARGUMENT...
# ROOT is an empty folder; SHARED stays the same folder on both sides; the programs in TOOLS stand in for those of the
# machine with the same name.
set -eu
root=$1
shared=$2
tools=$3
shift 3
mount -t tmpfs -o mode=0755 machine "$root"
mkdir "$root/upper" "$root/work" "$root/merged"
mount -t overlay -o "lowerdir=/,upperdir=$root/upper,workdir=$root/work" machine "$root/merged"
cd "$root/merged"
mount -t proc proc proc
mount --rbind /dev dev
mount --rbind /sys sys
mount -t tmpfs -o mode=0755 run run
mkdir -p run/sshd ".$shared"
mount --bind "$shared" ".$shared"
for tool in "$tools"/*; do install -m 0755 "$tool" usr/bin; done
exec chroot . "$@"
