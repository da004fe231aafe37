#!/bin/sh
# Runs in the bare system as a person's session: keyring, screen, window, question, answer.
# Leaves in ~/proof: strict.json, seen.txt, window.png, start.txt.
set -eu
out=$HOME/proof
mkdir -p "$out"
printf 'made-up password\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
yagpt-desktop --self-test=strict >"$out/strict.json"

export DISPLAY=:77 QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
Xvfb "$DISPLAY" -screen 0 1280x900x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
for _ in $(seq 100); do
    xdotool getdisplaygeometry >/dev/null 2>&1 && break
    sleep 0.1
done
openbox >/dev/null 2>&1 &
yagpt-desktop --demo >"$out/program.log" 2>&1 &
program=$!
timeout 100 python3 /proof/seen.py "$out/before.txt" "" focus
# A window that comes and goes while all are looked through ends xdotool; the next look finds the one that stays.
for _ in $(seq 20); do
    window=$(xdotool search --onlyvisible --name "YaGPT Desktop" 2>/dev/null | head -n 1) || true
    [ -n "$window" ] && xdotool windowactivate --sync "$window" windowfocus "$window" 2>/dev/null && break
    sleep 0.5
done
import -window root "$out/before.png"
xdotool type --delay 30 hello
xdotool key Return
timeout 100 python3 /proof/seen.py "$out/seen.txt" "$1" || seen=no
import -window root "$out/window.png"
kill -TERM "$program"
wait "$program" || echo "ended with $?"
kill "$screen"
[ -z "${seen:-}" ]
