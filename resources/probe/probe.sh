# SPDX-License-Identifier: GPL-3.0-or-later
# The probe: the far end of core/collect/Probe.h. It is fed to a POSIX shell on its standard input, stays there, and
# answers each `ask` line with one framed record. It writes no file, needs no root, and leaves out what it cannot read.
#
# Rules of the house: paths are relative to $PIUPTIME_ROOT (so that tests can show it another machine), commands come
# by PATH, a fast reading starts as few processes as it can, and no command may block or flood without a bound.
# The line `piuptime_nonce=…` is put in front by the console. All else is functions, because the shell reads this very
# script from standard input and must know it whole before that input becomes the console's.

# NAME TEXT: appends one section to the record.
add() {
    if [ ${#2} -gt 262144 ]; then
        set -- "problem:$1" "more output than a record may hold"
    fi
    body="$body$1 ${#2}
$2
"
}

# NONCE: sends the record.
reply() {
    printf 'PIU1 %s %s\n%s' "$1" "${#body}" "$body"
}

have() {
    command -v "$1" >/dev/null
}

# COMMAND…: its output, bounded in time and size, and a last line `exit STATUS`.
run() {
    {
        $limit "$@" 2>&1
        printf '\nexit %s\n' $?
    } | head -c 131072
}

# FILE: puts its first line into $line, without starting a process.
read_line() {
    line=
    [ -r "$1" ] && IFS= read -r line <"$1"
}

# Looks which files exist, so that a fast reading need not. Files of one directory stay side by side.
scan() {
    set +f
    fast="proc/uptime proc/stat proc/sys/kernel/random/boot_id proc/loadavg proc/meminfo proc/pressure/cpu"
    fast="$fast proc/pressure/memory proc/pressure/io proc/diskstats proc/net/dev proc/net/wireless"
    fast="$fast sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"
    slow="proc/sys/kernel/hostname proc/sys/kernel/osrelease proc/cpuinfo proc/mounts etc/os-release etc/rpi-issue"
    slow="$slow sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"
    soc_zone='' throttled_file='' disks='' wifi=''
    for path in sys/class/thermal/thermal_zone*; do
        fast="$fast $path/type $path/temp"
        read_line "$path/type"
        case $line in cpu*thermal | soc*thermal) soc_zone=$path ;; esac
    done
    for path in sys/class/hwmon/hwmon*; do
        fast="$fast $path/name"
        for file in "$path"/fan[0-9]*_input "$path"/in[0-9]*_lcrit_alarm "$path"/temp1_input; do
            [ -e "$file" ] && fast="$fast $file"
        done
    done
    for path in sys/class/nvme/nvme*/hwmon*/temp1_input sys/class/power_supply/*/uevent; do
        [ -e "$path" ] && fast="$fast $path"
    done
    for path in sys/class/net/*; do
        case ${path##*/} in lo | veth* | '*') continue ;; esac
        [ ${#fast} -lt 16384 ] && fast="$fast $path/operstate $path/carrier $path/speed" slow="$slow $path/address"
        [ -e "$path/phy80211" ] && wifi=yes
    done
    for path in sys/block/*; do
        case ${path##*/} in
        mmcblk[0-9] | sd? | nvme*n* | vd? | hd?) ;;
        *) continue ;;
        esac
        disks="$disks ${path##*/}"
        slow="$slow $path/device/type $path/device/name $path/device/model $path/device/life_time"
        slow="$slow $path/device/pre_eol_info"
    done
    for path in sys/devices/platform/soc*/soc*:firmware/get_throttled; do
        [ -r "$path" ] && throttled_file=$path
    done
    set -f
    muted=' ' proven=' '
}

# SECTION PATTERN ARGUMENT…: what vcgencmd answers. It runs under `timeout` until it has answered once as it should,
# then bare, which saves a process; what fails is not asked again before the next slow reading.
firmware() {
    case $muted in *" $1 "*) return ;; esac
    section=$1 pattern=$2
    shift 2
    case $proven in
    *" $section "*) text=$("$vcgencmd" "$@" 2>&1) ;;
    *) text=$($limit "$vcgencmd" "$@" 2>&1 | head -c 8192) ;;
    esac
    case $text in
    *"$pattern"*) proven="$proven$section " ;;
    '') muted=' throttled clock-arm volts-core temp temp-pmic pmic-adc ' ;; # it hangs: one wait is enough
    *) muted="$muted$section " ;;
    esac
    add "$section" "$text"
}

read_firmware() {
    [ "$is_pi" ] || return
    if [ ! "$vcgencmd" ]; then
        # Only without vcgencmd: the kernel warns in its log when this file is read, and its word may be out of date.
        [ "$throttled_file" ] && read_line "$throttled_file" && add throttled-sysfs "$line"
        return
    fi
    firmware throttled throttled=0x get_throttled
    firmware clock-arm 'frequency(' measure_clock arm
    firmware volts-core volt= measure_volts core
    [ "$soc_zone" ] || firmware temp temp= measure_temp
    firmware temp-pmic temp= measure_temp pmic
    firmware pmic-adc '_A current(' pmic_read_adc
}

# One process for all the small files. The patterns drop what nobody reads: each byte costs the Pi and the console time
# every few seconds. They are lines of stat, meminfo, pressure, diskstats (partitions, disks in memory) and net
# (headings, interfaces of no interest).
read_fast() {
    read_firmware
    # shellcheck disable=SC2086
    add files "$(grep -sHv -e '^intr ' -e '^ctxt ' -e '^processes ' -e '^procs_b' -e '^softirq ' \
        -e '^[ADEFHIKNPUVWZ].* kB$' -e '^S[^w].* kB$' -e '^SwapC' -e '^M[al].* kB$' -e '^[BC][mo].* kB$' -e '^HugeP' \
        -e '^full ' -e '[0-9] ram[0-9]* ' -e '[0-9] loop[0-9]* ' -e '[0-9] [a-z0-9]*[0-9]p[0-9]* [0-9]' \
        -e '[0-9] [hsv]d[a-z]*[0-9][0-9]* [0-9]' -e '^Inter-|' -e '^ face |' -e '^ *lo:' -e '^ *veth[^ ]*:' -- $fast)"
}

# The block device that holds the root file system, or what is mounted there if it is none.
read_root() {
    root='' lower=''
    while read -r _ _ number _ dir rest; do
        source=${rest##* - }
        source=${source#* }
        case $dir in
        /) root="$number ${source%% *}" ;;
        /media/root-ro) lower="$number ${source%% *}" ;; # below an overlay
        esac
    done <proc/self/mountinfo
    case $root in 0:*) root=${lower:-$root} ;; esac
    name=${root#* }
    if [ -r "sys/dev/block/${root%% *}/uevent" ]; then
        while IFS='=' read -r key value; do
            [ "$key" = DEVNAME ] && name=$value
        done <"sys/dev/block/${root%% *}/uevent"
    fi
    [ "$name" ] && add root "$name"
}

read_filesystems() {
    mounted=
    while read -r device dir type _; do
        case $type in ext[234] | vfat | exfat | ntfs* | xfs | btrfs | f2fs | zfs | fuseblk) ;; *) continue ;; esac
        case $dir:$device in
        /:*) device=/ ;;
        *:/dev/loop*) continue ;;
        *:/dev/*) ;;
        *) device=$dir ;;
        esac
        case "$mounted " in *" $device "*) continue ;; esac
        [ ${#mounted} -lt 4096 ] && mounted="$mounted $device"
    done <proc/mounts
    # shellcheck disable=SC2086
    [ "$mounted" ] && add df "$(run df -Pk $mounted)"
}

# Where the SCSI disks hang: USB bridges tell themselves by the path.
read_disk_paths() {
    text=
    for disk in $disks; do
        case $disk in
        sd*) text="$text$disk $(cd -P "sys/block/$disk" && pwd)
" ;;
        esac
    done
    [ "$text" ] && add disk-paths "$text"
}

# DISK: its SMART report. Sleeping disks stay asleep.
read_smart() {
    disk=$1
    set -- smartctl -n standby -a -j
    if [ ! -r "dev/$disk" ]; then
        if [ ! "$sudo" ]; then
            add "problem:smart:$disk" 'reading it needs root, or sudo without a password'
            return
        fi
        set -- sudo -n "$@"
    fi
    text=$(run "$@" "/dev/$disk")
    case $text in
    *sudo:*)
        # A refused sudo is logged on the Pi, so it is asked once only.
        sudo=
        add "problem:smart:$disk" 'reading it needs root, or sudo without a password'
        return
        ;;
    *'-d option'*) text=$(run "$@" -d sat "/dev/$disk") ;; # a USB bridge smartctl does not know
    esac
    add "smart:$disk" "$text"
}

# Updates are counted anew only when the package lists or the installed packages changed.
read_packages() {
    have apt-get && [ -e var/lib/dpkg/status ] || return
    stamp=$(ls -ld var/lib/dpkg/status var/lib/apt/lists)
    if [ "$stamp" != "$packages_stamp" ]; then
        packages_stamp=$stamp
        packages=$({
            # shellcheck disable=SC2086
            $long_limit $gently apt-get -s -o Debug::NoLocking=true upgrade
            echo "exit $?"
        } | grep -e '^Inst ' -e '^exit ' | {
            count=0
            while read -r word rest; do
                case $word in Inst) count=$((count + 1)) ;; *) echo "$count exit $rest" ;; esac
            done
        })
    fi
    add packages "$packages"
}

# It is a long shell script that seldom has news: once an hour, if a slow reading comes every five minutes.
read_bootloader() {
    have rpi-eeprom-update || return
    [ $((slow_count % 12)) -eq 1 ] && bootloader=$(run rpi-eeprom-update)
    add bootloader "$bootloader"
}

# Binary properties as hexadecimal; they stay the same for as long as the kernel runs.
read_device_tree() {
    device_tree=
    base=proc/device-tree
    for file in $base/model $base/serial-number $base/chosen/bootloader/build-timestamp \
        $base/chosen/power/max_current $base/chosen/power/usb_max_current_enable \
        $base/chosen/power/usb_over_current_detected $base/chosen/power/power_reset \
        $base/chosen/power/usbpd_power_data_objects; do
        [ -r "$file" ] && device_tree="$device_tree$file:$(od -An -v -N256 -tx1 "$file" | tr -d ' \n')
"
    done
}

read_slow() {
    slow_count=$((slow_count + 1))
    # shellcheck disable=SC2086
    add slow-files "$(grep -sHv -e '^flags' -e '^bugs' -e '^vmx flags' -e '^Features' -- $slow)"
    [ "$device_tree" ] && add device-tree "$device_tree"
    add architecture "$(uname -m)"
    read_root
    read_filesystems
    read_disk_paths
    if have smartctl; then
        for disk in $disks; do
            case $disk in sd* | nvme*) read_smart "$disk" ;; esac
        done
    fi
    have ip && add addresses "$(run ip -o addr)"
    if [ "$wifi" ] && have iwgetid; then
        add wifi-iwgetid "$(run iwgetid)"
    elif [ "$wifi" ] && have iw; then
        add wifi-iw "$(run iw dev)"
    fi
    have systemctl && add failed-units "$(run systemctl list-units --failed --plain --no-legend --no-pager)"
    have timedatectl && add time-sync "$(run timedatectl show --property=NTPSynchronized)"
    [ "$is_pi" ] && [ ! "$vcgencmd" ] && add problem:vcgencmd 'vcgencmd is not installed'
    read_bootloader
    read_packages
}

# REGISTER…, as `02w` (a word) or `2ab` (a byte): reads them from $chip on I2C bus $bus.
read_registers() {
    text=
    if ! have i2cget; then
        text='- i2cget of the package i2c-tools is not installed'
        return
    fi
    for register; do
        text="$text${register%?} $($limit i2cget -y "$bus" "$chip" "0x${register%?}" "${register#??}" 2>&1 | head -c 256)
"
    done
}

read_pisugar() {
    if have nc; then
        text=$(printf 'get %s\n' battery battery_v battery_i battery_charging battery_power_plugged model \
            | $limit nc -w 1 127.0.0.1 8423 2>&1 | head -c 4096)
        case $text in *battery:*) return ;; esac
    fi
    bus=1 chip=0x57
    read_registers 02b 22b 23b 2ab
}

# WORD, such as `ups:ina219:1:0x42:2:100000`: one UPS. The word names the section, so that the console can decode it.
read_ups() {
    word=$1
    case $word in
    ups:nut:-* | ups:nut:) return ;;
    ups:nut:*)
        text='upsc of the package nut-client is not installed'
        have upsc && text=$(run upsc "${word#ups:nut:}")
        ;;
    ups:pisugar) read_pisugar ;;
    ups:ina219:* | ups:max1704x:*)
        IFS=:
        # shellcheck disable=SC2086
        set -- $word
        unset IFS
        bus=$3 chip=$4
        case $bus in '' | *[!0-9]*) return ;; esac
        case $chip in 0x[0-7][0-9a-f]) ;; *) return ;; esac
        case $2 in ina219) read_registers 01w 02w ;; *) read_registers 02w 04w ;; esac
        ;;
    *) return ;;
    esac
    add "$word" "$text"
}

# NONCE GROUP…: gathers the record. The small files come last, so that their clock is the clock of the answer.
answer() {
    nonce=$1
    shift
    case $nonce in *[!0-9a-f]*) exit 2 ;; esac
    [ ${#nonce} -eq 32 ] || exit 2
    body=
    case " $* " in *' slow '*)
        scan
        read_slow
        ;;
    esac
    for group; do
        case $group in ups:*) read_ups "$group" ;; esac
    done
    case " $* " in *' fast '*) read_fast ;; esac
    reply "$nonce"
}

piuptime_probe() {
    exec 3<&0 </dev/null 2>/dev/null
    LC_ALL=C PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin:/opt/vc/bin
    export LC_ALL PATH
    unset IFS CDPATH
    cd "${PIUPTIME_ROOT:-/}" || exit 2

    limit='' long_limit='' gently='' sudo='' packages_stamp='' packages='' bootloader='' slow_count=0
    if timeout 5 true; then
        limit='timeout 10' long_limit='timeout 40'
    fi
    have sudo && sudo=yes
    have nice && gently='nice -n 10'
    vcgencmd=$(command -v vcgencmd)
    read_line proc/device-tree/model
    case $line in *Raspberry*) is_pi=yes ;; *) is_pi='' ;; esac
    read_device_tree
    scan

    body=
    add probe 'version 1'
    reply "$1"
    while IFS= read -r line <&3; do
        case $line in
        *[!A-Za-z0-9_.@:\ -]*) exit 2 ;;
        'ask '*) ;;
        *) exit 2 ;;
        esac
        # shellcheck disable=SC2086
        set -- $line
        shift
        answer "$@"
    done
    exit 0
}

# shellcheck disable=SC2154
piuptime_probe "$piuptime_nonce"
