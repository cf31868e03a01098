"""What systems and office programs leave beside people's files: passed over in silence, in folders and in archives."""

from pathlib import PurePosixPath

_FILES = frozenset((".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", ".directory", "icon\r"))
_FOLDERS = frozenset(("__macosx", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems", "@eadir", "$recycle.bin",
                      "system volume information", ".appledouble"))  # fmt: skip
_BEGINS = ("._", "~$", ".~lock.")
"""Of what macOS keeps of a file, and of who has it open in Word or LibreOffice."""


def is_litter(path: str) -> bool:
    """Whether a file of macOS, Windows, a file server or an office program lies there, and none of anybody's."""
    *folders, name = PurePosixPath(path.replace("\\", "/").lower()).parts or ("",)
    return name in _FILES or name in _FOLDERS or name.startswith(_BEGINS) or any(folder in _FOLDERS for folder in folders)
