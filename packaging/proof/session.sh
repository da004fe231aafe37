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
# A window that comes and goes while all are looked through ends xdotool; the next look finds the one that stays.
window=
for _ in $(seq 120); do
    window=$(xdotool search --onlyvisible --class yagpt-desktop 2>/dev/null | tail -n 1) || true
    [ -z "$window" ] || break
    sleep 0.5
done
sleep 3
xdotool windowactivate "$window" || true
timeout 90 python3 /proof/seen.py "$out/before.txt" >/dev/null
xdotool type --delay 30 hello
xdotool key Return
timeout 120 python3 /proof/seen.py "$out/seen.txt" "$1"
import -window root "$out/window.png"
kill -TERM "$program"
wait "$program" || echo "ended with $?"
kill "$screen"
