"""How the program is set up, for those who look after it."""

from dataclasses import dataclass

from dashboard.components.printing import Html, Printed
from dashboard.language.words import Words
from dashboard.settings import SETTINGS, Setting, Settings, value_of


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting: what it means, what it is now, and what it would be otherwise."""

    name: str
    meaning: str
    value: str
    otherwise: str


def settings_page(words: Words, settings: Settings, /) -> Printed:
    """Every setting of this run; of secrets only whether there is one."""
    lines = [_line(words, setting, value_of(settings, setting)) for setting in SETTINGS]
    own = sum(bool(line.otherwise) for line in lines)
    heading = words("people.settings.heading")
    lead = words.count("people.settings.own", own)
    values = {"heading": heading, "lead": lead, "settings": lines}
    return Printed(heading, lead, [Html("settings.html", values)])


def _line(words: Words, setting: Setting, value: str) -> SettingLine:
    none, otherwise = words("people.settings.none"), ""
    if value != setting.default:
        default = setting.default or none
        otherwise = words("people.settings.otherwise", default=default)
    shown = words("people.settings.hidden") if setting.is_secret and value else value or none
    return SettingLine(setting.name, words(f"commands.setting.{setting.name}"), shown, otherwise)
