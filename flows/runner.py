"""Who reads batches."""

from typing import Literal

Runner = Literal["local", "dask"]
"""Processes of this machine, or a Dask cluster."""
