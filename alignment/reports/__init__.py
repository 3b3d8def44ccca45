"""What was flagged, found and rated, as files for people and for evaluation tools."""

from alignment.reports.listing import finding_json, finding_row
from alignment.reports.writing import EXTENSIONS, refuse_unknown, render, write_findings

__all__ = ["EXTENSIONS", "finding_json", "finding_row", "refuse_unknown", "render", "write_findings"]
