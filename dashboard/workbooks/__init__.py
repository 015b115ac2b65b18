"""From a file to cells with addresses, to findings, to tables."""
