"""Runs the desk: every night, on demand, from the UI and from the shell. The only room that knows Prefect."""

import os

# What this process starts never imports from the folder it happens to work in: a folder of pages may hold a selectors.py.
# Python's own fork server and resource tracker, Prefect's runs and Dask's workers are started with this environment.
os.environ["PYTHONSAFEPATH"] = "1"
