"""Programs in which Ctrl+C ends what runs instead of copying."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_NAMES: Final = """
    xterm uxterm urxvt rxvt st st-256color alacritty kitty foot footclient wezterm org.wezfurlong.wezterm
    gnome-terminal gnome-terminal-server org.gnome.terminal kgx org.gnome.console ptyxis org.gnome.ptyxis
    konsole org.kde.konsole yakuake org.kde.yakuake xfce4-terminal mate-terminal lxterminal qterminal
    deepin-terminal io.elementary.terminal pantheon-terminal terminator tilix com.gexperts.tilix guake tilda
    terminology sakura termit cool-retro-term roxterm eterm aterm mlterm hyper tabby warp dev.warp.warp
    ghostty com.mitchellh.ghostty rio contour blackbox com.raggesilver.blackbox emacs
    cmd.exe conhost.exe openconsole.exe windowsterminal.exe powershell.exe pwsh.exe mintty.exe putty.exe
    kitty.exe alacritty.exe wezterm-gui.exe conemu.exe conemu64.exe securecrt.exe mobaxterm.exe
    com.apple.terminal com.googlecode.iterm2 net.kovidgoyal.kitty org.alacritty
"""
TERMINALS: Final = frozenset(_NAMES.split())
"""X11 classes, Windows' files and macOS' bundles, in lower case.  Emacs means something else by both."""


def is_terminal(program: Collection[str], own: Collection[str] = ()) -> bool:
    """Whether one of a program's names is a terminal's; ``own`` are those that the person added."""
    known = TERMINALS | {name.strip().lower() for name in own}
    return any(name.lower() in known for name in program)
