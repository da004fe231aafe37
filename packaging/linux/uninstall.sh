#!/bin/sh
# Removes what install.sh has put there; the chats stay.
set -eu
prefix=${PREFIX:-$HOME/.local}
rm -rf "$prefix/lib/yagpt-desktop"
rm -f "$prefix/bin/yagpt-desktop" "$prefix/share/applications/yagpt-desktop.desktop" \
    "$prefix/share/metainfo/yagpt-desktop.metainfo.xml" "$prefix/share/mime/packages/yagpt-desktop.xml" \
    "$prefix/share/man/man1/yagpt-desktop.1.gz"
rm -rf "$prefix/share/doc/yagpt-desktop"
for icon in "$prefix"/share/icons/hicolor/*/apps/yagpt-desktop.*; do
    rm -f "$icon"
done
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$prefix/share/applications" || true
fi
if command -v update-mime-database >/dev/null; then
    update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true
fi
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
ru*) echo "Программа удалена. Чаты и настройки остались в ~/.local/share/yagpt-desktop" ;;
*) echo "The program is gone. Chats and settings stay in ~/.local/share/yagpt-desktop" ;;
esac
