"""How parts of a workbook point to each other, and what each is."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.workbooks.splicing.markup import (
    Edit,
    Unchangeable,
    document,
    edited,
    escaped,
    grown,
    tags,
)
from dashboard.workbooks.splicing.package import Package, relations_of, target_of

_RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One part's pointer to another; `kind` is the last word of its type."""

    id: str
    kind: str
    base: str
    part: str


def relations(package: Package, source: str) -> Iterator[Relation]:
    """What a part points to inside the workbook; a link out of it is none of ours."""
    name = relations_of(source)
    if not package.has(name):
        return
    for tag in tags(package.read(name)):
        given = tag.attributes
        if tag.name == "Relationship" and given.get("TargetMode") != "External":
            base, _, kind = given.get("Type", "").rpartition("/")
            part = target_of(source, given.get("Target", ""))
            yield Relation(given.get("Id", ""), kind, base, part)


def relate(package: Package, source: str, part: str, *, kind: str, base: str) -> str:
    """Let a part point to another, and answer with the id of the new pointer."""
    name = relations_of(source)
    if not package.has(name):
        package.put(name, document(b'<Relationships xmlns="%s"></Relationships>' % _RELATIONS))
    old = package.read(name)
    found = tags(old)
    taken = {tag.attributes.get("Id") for tag in found}
    new = next(each for n in range(1, len(found) + 2) if (each := f"rIdSdg{n}") not in taken)
    # From the root, so that it is right wherever the source stands.
    values = (new, f"{base}/{kind}", f"/{part}")
    text = b' Id="%s" Type="%s" Target="%s"/>' % tuple(escaped(each) for each in values)
    tag = b"<" + found[0].prefix.encode() + b"Relationship"
    package.put(name, edited(old, grown(old, found[0], tag + text)))
    return new


def declare(package: Package, part: str, kind: str) -> None:
    """Say what a part of ours is; the type counts for this part alone."""
    old = package.read(_TYPES)
    found = tags(old)
    if not found:
        raise Unchangeable
    name = f"/{part}".casefold()
    if any(tag.attributes.get("PartName", "").casefold() == name for tag in found):
        return
    prefix = found[0].prefix.encode()
    values = (prefix, escaped(f"/{part}"), kind.encode())
    more = b'<%sOverride PartName="%s" ContentType="%s"/>' % values
    package.put(_TYPES, edited(old, grown(old, found[0], more)))


def forget(package: Package, source: str, part: str) -> None:
    """Leave a part out, together with the pointer to it and what says what it is."""
    name = relations_of(source)
    old = package.read(name)
    gone = [
        tag
        for tag in tags(old)
        if tag.name == "Relationship"
        and tag.attributes.get("TargetMode") != "External"
        and target_of(source, tag.attributes.get("Target", "")).casefold() == part.casefold()
    ]
    package.put(name, edited(old, [Edit(tag.start, tag.end, b"") for tag in gone]))
    types = package.read(_TYPES)
    called = f"/{part}".casefold()
    said = [tag for tag in tags(types) if tag.attributes.get("PartName", "").casefold() == called]
    package.put(_TYPES, edited(types, [Edit(tag.start, tag.end, b"") for tag in said]))
    package.drop(part)
