"""Batches of pages read by processes that can be killed: on this machine, or on a Dask cluster."""
