"""What was flagged, found and rated, as files for people and for evaluation tools."""

from alignment.reports.listing import finding_json, finding_row
from alignment.reports.report_files import REPORT_EXTENSIONS, refuse_unknown, render_report, write_findings

__all__ = ["REPORT_EXTENSIONS", "finding_json", "finding_row", "refuse_unknown", "render_report", "write_findings"]
