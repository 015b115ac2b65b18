"""Writing cells into a workbook: what a value becomes, and what may not be written over."""
