"""Every check of a workbook, in one tuple. None stops at the first mistake.

A check takes the workbook as it was understood and yields findings; a new check is one
function and one line here, and its words in the language files.
"""

from collections.abc import Callable, Iterable

from dashboard.plan.findings import Finding
from dashboard.workbooks.book import Book
from dashboard.workbooks.checks.cells import (
    amounts_positive,
    cells_understood,
    required_filled,
    titles_given,
)
from dashboard.workbooks.checks.identity import (
    ids_unique,
    observations_unique,
    successors_single,
)
from dashboard.workbooks.checks.judging import (
    ambitions_ahead,
    ambitions_stated,
    baselines_past,
    breaks_there,
    changes_complete,
    manual_complete,
    statuses_agree,
    steps_in_order,
    thresholds_fit,
)
from dashboard.workbooks.checks.order import (
    ambitions_complete,
    dates_in_order,
    directions_agree,
    directions_given,
    milestones_in_order,
    ranges_in_order,
)
from dashboard.workbooks.checks.references import (
    administrations_known,
    indicators_known,
    references_known,
    successions_end,
)
from dashboard.workbooks.checks.scales import scales_agree, units_agree
from dashboard.workbooks.checks.series import (
    baselines_complete,
    baselines_first,
    observations_past,
)
from dashboard.workbooks.checks.serving import goals_given, targets_of_their_goals
from dashboard.workbooks.checks.structure import (
    columns_present,
    headers_known,
    headers_once,
    plan_filled,
    sheets_known,
    sheets_once,
    sheets_present,
    template_ours,
)

Check = Callable[[Book], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    template_ours,
    sheets_present,
    plan_filled,
    sheets_once,
    sheets_known,
    columns_present,
    headers_known,
    headers_once,
    cells_understood,
    required_filled,
    titles_given,
    amounts_positive,
    ids_unique,
    observations_unique,
    successors_single,
    administrations_known,
    references_known,
    indicators_known,
    successions_end,
    targets_of_their_goals,
    goals_given,
    dates_in_order,
    directions_given,
    directions_agree,
    ambitions_complete,
    ranges_in_order,
    milestones_in_order,
    baselines_complete,
    baselines_first,
    observations_past,
    statuses_agree,
    ambitions_stated,
    ambitions_ahead,
    baselines_past,
    units_agree,
    scales_agree,
    manual_complete,
    changes_complete,
    steps_in_order,
    thresholds_fit,
    breaks_there,
)
