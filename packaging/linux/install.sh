#!/bin/sh
# Installs the program for the one who calls this; nobody's rights are needed.
#
#   ./install.sh             into ~/.local
#   PREFIX=DIR ./install.sh  elsewhere
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
target=$prefix/lib/yagpt-desktop
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
rm -rf "$target.new"
cp -a "$here/lib/yagpt-desktop" "$target.new"
rm -rf "$target"
mv "$target.new" "$target"
ln -sfn ../lib/yagpt-desktop/yagpt-desktop "$prefix/bin/yagpt-desktop"
cp -R "$here/share/." "$prefix/share/"
# A desktop does not look for programs in ~/.local/bin everywhere.
sed -i "s|^Exec=yagpt-desktop|Exec=\"$prefix/bin/yagpt-desktop\"|; s|^TryExec=.*|TryExec=$prefix/bin/yagpt-desktop|" \
    "$prefix/share/applications/yagpt-desktop.desktop"
cp "$here/uninstall.sh" "$target/uninstall.sh"
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$prefix/share/applications" || true
fi
if command -v update-mime-database >/dev/null; then
    update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true
fi
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
ru*) echo "Готово: YaGPT Desktop в меню программ. Удалить: $target/uninstall.sh" ;;
*) echo "Done: YaGPT Desktop is in the menu of programs. To remove it: $target/uninstall.sh" ;;
esac
