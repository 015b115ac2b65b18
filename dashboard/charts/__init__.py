"""Values in, figure out: plain dictionaries that are valid Plotly."""
