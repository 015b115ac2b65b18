"""Every check of a workbook, in one tuple."""
