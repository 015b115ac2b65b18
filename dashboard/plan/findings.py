"""Findings: what is wrong in a workbook, each with an address and a way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error stops publishing, a warning asks for a look, a notice tells what was done."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Code(StrEnum):
    """Every kind of finding there is. Words for each stand in the language files."""

    # The file is not a workbook we can open.
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"
    UNPACKED_TOO_LARGE = "unpacked_too_large"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_CELLS = "too_many_cells"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MISNAMED = "misnamed"
    MACROS = "macros"
    EMBEDDED = "embedded"
    UNSAFE_FILE = "unsafe_file"
    DOCUMENT_TYPE = "document_type"
    TOO_MUCH = "too_much"
    LYING_COUNT = "lying_count"
    CELLS_FAR_APART = "cells_far_apart"
    OUTSIDE_GRID = "outside_grid"
    CELL_TWICE = "cell_twice"
    READINGS_DIFFER = "readings_differ"
    QUOTE_OPEN = "quote_open"
    READER_FAILED = "reader_failed"
    READER_TIMEOUT = "reader_timeout"
    READER_MEMORY = "reader_memory"
    # The workbook holds something that no table shows.
    EXTERNAL_LINKS = "external_links"
    STRAY_CELL = "stray_cell"
    CONTROL_CHARACTER = "control_character"
    DIRECTION_MARK = "direction_mark"
    # The workbook opens, but is not laid out as a plan.
    NO_KNOWN_SHEET = "no_known_sheet"
    MISSING_SHEET = "missing_sheet"
    REPEATED_SHEET = "repeated_sheet"
    UNKNOWN_SHEET = "unknown_sheet"
    NO_HEADER_ROW = "no_header_row"
    EMPTY_PLAN = "empty_plan"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_HEADER = "unknown_header"
    BLANK_HEADER = "blank_header"
    REPEATED_HEADER = "repeated_header"
    OLD_TEMPLATE = "old_template"
    OTHER_TEMPLATE = "other_template"
    # A cell holds something else than it should.
    MISSING_VALUE = "missing_value"
    MISSING_TITLE = "missing_title"
    WRONG_KIND = "wrong_kind"
    EXCEL_ERROR = "excel_error"
    UNCALCULATED = "uncalculated"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NUMBER_AS_TEXT = "number_as_text"
    DATE_AS_TEXT = "date_as_text"
    CODE_AS_NUMBER = "code_as_number"
    AMBIGUOUS_CODE = "ambiguous_code"
    PERCENT_FORMAT = "percent_format"
    UNKNOWN_CHOICE = "unknown_choice"
    BAD_LINK = "bad_link"
    NEGATIVE_AMOUNT = "negative_amount"
    # A cell points to something that is not there.
    UNKNOWN_GOAL = "unknown_goal"
    UNKNOWN_TARGET = "unknown_target"
    TARGET_OF_OTHER_GOAL = "target_of_other_goal"
    UNKNOWN_ADMINISTRATION = "unknown_administration"
    UNKNOWN_REFERENCE = "unknown_reference"
    UNKNOWN_INDICATOR = "unknown_indicator"
    DUPLICATE_ID = "duplicate_id"
    DUPLICATE_OBSERVATION = "duplicate_observation"
    SUCCESSION_LOOP = "succession_loop"
    TWO_SUCCESSORS = "two_successors"
    # The cells are each right but do not go together.
    DATE_ORDER = "date_order"
    MISSING_DIRECTION = "missing_direction"
    DIRECTION_AGAINST_AMBITION = "direction_against_ambition"
    AMBITION_INCOMPLETE = "ambition_incomplete"
    RANGE_ORDER = "range_order"
    BASELINE_INCOMPLETE = "baseline_incomplete"
    BASELINE_NOT_FIRST = "baseline_not_first"
    FUTURE_OBSERVATION = "future_observation"
    MILESTONES_ORDER = "milestones_order"
    NO_GOAL = "no_goal"
    STATUS_CONTRADICTED = "status_contradicted"
    UNIT_CHANGE = "unit_change"
    MIXED_SCALE = "mixed_scale"
    AMBITION_UNSTATED = "ambition_unstated"
    AMBITION_BEFORE_VALUES = "ambition_before_values"
    BASELINE_IN_FUTURE = "baseline_in_future"
    MANUAL_INCOMPLETE = "manual_incomplete"
    MANUAL_UNUSED = "manual_unused"
    CHANGE_INCOMPLETE = "change_incomplete"
    STEPS_MISSING = "steps_missing"
    STEPS_ORDER = "steps_order"
    THRESHOLD_RANGE = "threshold_range"
    ACROSS_NOTHING = "across_nothing"
    # A table of another layout was read; this was passed over, derived, or stays unknown.
    ROWS_LEFT_OUT = "rows_left_out"
    GOAL_SCORES = "goal_scores"
    OTHER_LAYOUT = "other_layout"
    OTHER_LANGUAGE = "other_language"
    IDS_FROM_ROWS = "ids_from_rows"
    NOT_TOLD = "not_told"
    NOT_MAPPED = "not_mapped"
    KNOWN_BY_NAME = "known_by_name"
    COLUMNS_UNREAD = "columns_unread"
    CELLS_UNREAD = "cells_unread"
    FIGURES_LEFT_OUT = "figures_left_out"


_WARNINGS = frozenset(
    {
        Code.MISSING_SHEET,
        Code.UNKNOWN_HEADER,
        Code.BLANK_HEADER,
        Code.OLD_TEMPLATE,
        Code.MISSING_DIRECTION,
        Code.AMBITION_INCOMPLETE,
        Code.NO_GOAL,
        Code.STATUS_CONTRADICTED,
        Code.UNIT_CHANGE,
        Code.MIXED_SCALE,
        Code.AMBITION_BEFORE_VALUES,
        Code.BASELINE_IN_FUTURE,
        Code.MANUAL_INCOMPLETE,
        Code.MANUAL_UNUSED,
        Code.CHANGE_INCOMPLETE,
        Code.STEPS_MISSING,
        Code.STEPS_ORDER,
        Code.THRESHOLD_RANGE,
        Code.ACROSS_NOTHING,
        Code.UNKNOWN_SHEET,
        Code.EMPTY_PLAN,
        Code.NEGATIVE_AMOUNT,
        Code.DIRECTION_AGAINST_AMBITION,
        Code.BASELINE_INCOMPLETE,
        Code.BASELINE_NOT_FIRST,
        Code.FUTURE_OBSERVATION,
        Code.MILESTONES_ORDER,
        Code.EXTERNAL_LINKS,
        Code.STRAY_CELL,
        Code.GOAL_SCORES,
        Code.CELLS_UNREAD,
        Code.FIGURES_LEFT_OUT,
    }
)
_NOTICES = frozenset(
    {
        Code.NUMBER_AS_TEXT,
        Code.DATE_AS_TEXT,
        Code.CODE_AS_NUMBER,
        Code.PERCENT_FORMAT,
        Code.AMBITION_UNSTATED,
        Code.DIRECTION_MARK,
        Code.ROWS_LEFT_OUT,
        Code.OTHER_LAYOUT,
        Code.OTHER_LANGUAGE,
        Code.IDS_FROM_ROWS,
        Code.NOT_TOLD,
        Code.NOT_MAPPED,
        Code.KNOWN_BY_NAME,
        Code.COLUMNS_UNREAD,
    }
)
# The file itself cannot be used; nothing in it was read.
UNREADABLE = frozenset(
    {
        Code.FILE_EMPTY,
        Code.FILE_TOO_LARGE,
        Code.UNPACKED_TOO_LARGE,
        Code.TOO_MANY_SHEETS,
        Code.TOO_MANY_CELLS,
        Code.NOT_A_WORKBOOK,
        Code.OLD_EXCEL,
        Code.ENCRYPTED,
        Code.DAMAGED,
        Code.MISNAMED,
        Code.MACROS,
        Code.EMBEDDED,
        Code.UNSAFE_FILE,
        Code.DOCUMENT_TYPE,
        Code.TOO_MUCH,
        Code.LYING_COUNT,
        Code.CELLS_FAR_APART,
        Code.OUTSIDE_GRID,
        Code.CELL_TWICE,
        Code.READINGS_DIFFER,
        Code.QUOTE_OPEN,
        Code.READER_FAILED,
        Code.READER_TIMEOUT,
        Code.READER_MEMORY,
    }
)


def severity_of(code: Code) -> Severity:
    """How grave a finding of this kind is; the same everywhere."""
    if code in _WARNINGS:
        return Severity.WARNING
    return Severity.NOTICE if code in _NOTICES else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: code, place, the value found, and the nearest value that would do.

    `sheet` is the sheet's own name in the workbook and `cell` an address such as `C14`;
    either is None when the finding is about the whole file or sheet. `facts` fill the
    slots of the finding's words and hold only text and numbers.
    """

    code: Code
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    nearest: str | None = None
    facts: Mapping[str, str | int | float] = field(default_factory=dict[str, str | int | float])

    @property
    def severity(self) -> Severity:
        """How grave the finding is."""
        return severity_of(self.code)
