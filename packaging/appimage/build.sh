#!/bin/sh
# Makes the AppImage of what packaging/build.py has built; for builders that have appimagetool.
#
#   packaging/appimage/build.sh TREE OUT.AppImage     TREE: build/linux/tree
#
# Not tried by the project: appimagetool and its runtime are on no package registry.
set -eu
tree=$1 target=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -a "$tree/usr" "$work/usr"
cp "$here/AppRun" "$work/AppRun"
cp "$tree/usr/share/applications/yagpt-desktop.desktop" "$work/"
cp "$tree/usr/share/icons/hicolor/256x256/apps/yagpt-desktop.png" "$work/"
ln -s yagpt-desktop.png "$work/.DirIcon"
appimagetool --no-appstream "$work" "$target"
