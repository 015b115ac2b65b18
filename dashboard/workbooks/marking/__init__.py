"""Marking a workbook: which of its bytes become what, so that mistakes are seen."""
