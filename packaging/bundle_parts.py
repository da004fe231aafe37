"""Which files go into the bundle: whatever is ours, and of what others bring only what is used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

NO_DATA_OF_OURS = {".py", ".pyc", ".pyi"}
# The plain neighbour of each does the same, fast enough for a text.
NO_MODULE = re.compile(r"rapidfuzz/.*_(avx2|sse2)\b|rapidfuzz\..*_(avx2|sse2)\b|rapidfuzz.process_cpp_impl")
NO_DATA = re.compile(r"docx/templates/default-docx-template/|lxml/(isoschematron|html)/|\.pyi$|/tests?/")
WORD_LISTS = re.compile(r"spellchecker/resources/(ru|en)\.json\.gz$")

NO_PLUGIN = re.compile(
    r"plugins/(egldeviceintegrations|generic|networkinformation|qmltooling|sqldrivers|designer|tls"
    r"|wayland-graphics-integration-server|vectorimageformats)/"
    r"|plugins/platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|minimal)\b"
    r"|plugins/platforms/q(direct2d|minimal)\b|libqgtk3|virtualkeyboard"
    r"|imageformats/(lib)?q(icns|tga|tiff|wbmp|pdf|gif|ico)\b"
    r"|wayland-shell-integration/lib(fullscreen|ivi|qt-shell|wl-shell)"
)
NO_LIBRARY = re.compile(
    r"(libQt6|Qt6|Qt)(EglFS|EglFs|Quick|Qml|Pdf|VirtualKeyboard|WlShell|Sql|Test|Designer|ShaderTools|Multimedia)"
    r"|opengl32sw\.dll"
)
# The distribution has these, declares them as needed, and mends them.  Readline is under the GPL besides, and
# the terminal does without it where it is missing.
OF_THE_SYSTEM = re.compile(
    r"lib(X|xcb|xkbcommon|GL|EGL|drm|gbm|wayland|glib|gobject|gio|gmodule|gthread|gtk|gdk|pango|cairo|atk"
    r"|atspi|epoxy|harfbuzz|fribidi|thai|datrie|graphite2|pixman|fontconfig|freetype|png16|dbus|systemd|mount"
    r"|blkid|selinux|gcrypt|gpg-error|cap|lz4|zstd|pcre2|expat|bsd|md|krb5|k5crypto|gssapi|com_err|keyutils"
    r"|brotli|jpeg|readline|tinfo|ICE|SM|stdc\+\+|gcc_s|z\.so|ssl\.so|crypto\.so)"
)
PLACES_OF_THE_SYSTEM = ("/usr/lib", "/lib")


def is_kept(name: str, origin: str) -> bool:
    """Whether a file that PyInstaller found goes into the bundle under this name."""
    name = name.replace("\\", "/")
    base = name.rsplit("/", 1)[-1]
    if NO_PLUGIN.search(name) or NO_LIBRARY.match(base):
        return False
    if sys.platform == "linux" and "/" not in name and OF_THE_SYSTEM.match(name):
        # A Python that brings an OpenSSL of its own was built for that one.
        return not origin.startswith(PLACES_OF_THE_SYSTEM)
    if ".dist-info/" in name:
        return base == "METADATA"
    if "spellchecker/resources/" in name:
        return bool(WORD_LISTS.search(name))
    # Qt's own sentences come with ours, in the program's resource.
    return not ("/translations/" in name or NO_MODULE.search(name) or NO_DATA.search(name))


def own_data(source: Path) -> Iterator[tuple[str, str]]:
    """Yield whatever lies in our package beside its modules, with the folder of the bundle it goes to."""
    for path in sorted((source / "yagpt_desktop").rglob("*")):
        if path.is_file() and path.suffix not in NO_DATA_OF_OURS:
            yield str(path), str(path.parent.relative_to(source))
