"""What a cell may hold, and the closed sets of words a plan is written in."""

from enum import StrEnum


class Kind(StrEnum):
    """The kind of value a column holds; cells are read, checked and stored by it."""

    CODE = "code"  # an identifier of one row, unique in its sheet
    TEXT = "text"
    LINK = "link"  # http, https or mailto
    NUMBER = "number"
    YEAR = "year"
    STEPS = "steps"  # years with their values: 2027: 40; 2030: 50
    DATE = "date"  # a day, or only a year where no more is known
    CHOICE = "choice"
    GOALS = "goals"  # a list of goal numbers
    TARGETS = "targets"  # a list of target codes
    TARGET = "target"
    ADMINISTRATION = "administration"  # the code of one administration
    ADMINISTRATIONS = "administrations"
    REFERENCE = "reference"  # the ids of rows on other sheets


class ContributionKind(StrEnum):
    """What a contribution is: something the city already has or does."""

    STRATEGY = "strategy"
    POLICY = "policy"
    PLAN = "plan"
    SERVICE = "service"
    PROJECT = "project"
    COOPERATION = "cooperation"


class CooperationKind(StrEnum):
    """The form of an international cooperation."""

    NETWORK = "network"
    COMMITMENT = "commitment"
    BILATERAL = "bilateral"
    PARTNERSHIP = "partnership"


class Relevance(StrEnum):
    """Whether a UN target is the city's to work on."""

    OURS = "ours"
    SHARED = "shared"
    NOT_OURS = "not_ours"


class Confidence(StrEnum):
    """How sure a fact is, judged by where it was read."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNCERTAIN = "uncertain"


class Basis(StrEnum):
    """Who tied a row to its goals or its administration: the source itself or a later reader."""

    SOURCE = "source"
    INFERRED = "inferred"


class AboutKey(StrEnum):
    """What a workbook says of itself."""

    CITY = "city"
    PLAN = "plan"
    NOTICE = "notice"
    STATUS_DATE = "status_date"
    CURRENCY = "currency"
    CONTACT = "contact"
