"""Runs the desk: every night, on demand, from the UI and from the shell. The only room that knows Prefect."""
