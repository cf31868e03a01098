"""The report of a run: one HTML page that needs nothing else, reaches for nothing and runs nothing that it was told."""

from flows.report.page import write_report as write_report
