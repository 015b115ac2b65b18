"""Write an empty workbook for an analyst to fill in."""

from dashboard.language.words import Language
from dashboard.workbooks import template


def write_template(language: Language) -> bytes:
    """The template in a language, as the bytes of a workbook."""
    return template.write_template(language=language)
