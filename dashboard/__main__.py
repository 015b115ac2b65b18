"""`python -m dashboard` is the same program as `sdg-dashboard`."""

from dashboard.cli import main

main()
