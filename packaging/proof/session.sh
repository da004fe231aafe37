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
window=$(timeout 60 xdotool search --sync --onlyvisible --class yagpt-desktop | head -n 1)
timeout 20 xdotool windowactivate --sync "$window"
timeout 90 python3 /proof/seen.py "$out/before.txt" >/dev/null
xdotool type --delay 30 hello
xdotool key Return
timeout 120 python3 /proof/seen.py "$out/seen.txt" "$1"
import -window root "$out/window.png"
kill -TERM "$program"
wait "$program" || echo "ended with $?"
kill "$screen"
