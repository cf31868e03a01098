"""The model that tells languages, py3langid's: unpacked once (articles/compiled.py), then mapped.

To unpack it takes half a second, and its 68 MB; mapped, it is there at once, and all processes share what they touch of it.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articles.compiled import kept, table

if TYPE_CHECKING:
    import numpy as np
    from py3langid.langid import LanguageIdentifier


@cache
def identifier() -> "LanguageIdentifier":
    """The library's own, over the mapped model."""
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    packed = Path(MODEL_DIR, MODEL_FILE)
    made_of = (packed.read_bytes(),)
    weights, moves = _mapped(packed, made_of, "weights"), _mapped(packed, made_of, "moves")
    classes, priors, rows, features = table("language_model", made_of, lambda: _small(packed))
    return LanguageIdentifier(
        weights, np.asarray(priors, np.float32), classes, moves.data, features, norm_probs=True, tk_row=rows
    )


@cache
def _unpacked(packed: Path) -> dict[str, Any]:
    from py3langid.modelio import load_model

    return dict(zip(("weights", "priors", "classes", "moves", "rows", "features"), load_model(packed), strict=True))


def _small(packed: Path) -> tuple[list[str], list[float], list[int], list[int]]:
    model = _unpacked(packed)
    return model["classes"], model["priors"].tolist(), model["rows"].tolist(), model["features"]


def _mapped(packed: Path, made_of: Sequence[bytes], name: str) -> "np.ndarray[Any, Any]":
    import numpy as np

    def write(file: Path) -> None:
        with file.open("wb") as out:
            np.save(out, np.asarray(_unpacked(packed)[name]))

    file = kept(f"language_{name}", made_of, write)
    return np.asarray(np.load(file, mmap_mode="r") if file else _unpacked(packed)[name])
