"""The lines of a vCard file of any version: unfolded, decoded and taken apart, whatever program wrote them.

vCard 2.1 (phones), 3.0 (RFC 2426) and 4.0 (RFC 6350) differ in how a line says its encoding, not in what a line is.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# A longer line is no text: a picture, or an attack.
LONGEST = 100_000
ENDS = re.compile(r"\r\n|\n|\r")
# Parts of a line's head, where a quoted value may hold any of the marks.
HEAD = re.compile(r'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)
PARAMETERS = re.compile(r'((?:"[^"]*"|[^";])*)(?:;|$)')
ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
# What stands between semicolons; a sign after a backslash belongs to the text.
PARTS = re.compile(r"(?:^|;)((?:\\.|[^\\;])*\\?)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """`name` in capitals, without its group; a line that cannot be read has no name, one that is too long no value."""

    name: str
    parameters: Mapping[str, Sequence[str]]
    value: str
    is_too_long: bool = False
    # "item1" of "item1.EMAIL": lines of one group belong together.
    group: str = ""

    @property
    def types(self) -> set[str]:
        return {one.upper() for one in self.parameters.get("TYPE", ())}

    @property
    def texts(self) -> list[str]:
        """The parts of a structured value: N, ORG, ADR."""
        return [unescaped(part) for part in PARTS.findall(self.value)]

    @property
    def text(self) -> str:
        return unescaped(self.value)


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def lines_in(body: bytes) -> Iterator[Line]:
    """Lines of the file, one at a time. Nothing in a file makes it fail."""
    # Bytes as letters, one to one: the charset is known only when a line has been taken apart.
    for whole in unfolded(in_bytes(body).decode("latin-1")):
        if whole.strip():
            yield line_of(whole)


def in_bytes(body: bytes) -> bytes:
    """The body without a byte order mark, a file in UTF-16 as UTF-8."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace").encode()
    return body.removeprefix(codecs.BOM_UTF8)


def unfolded(text: str) -> Iterator[str]:
    """Lines with those that continue them: by a space, or by "=" in quoted-printable."""
    parts: list[str] = []
    size, is_soft = 0, False
    for line in ENDS.split(text):
        goes_on = is_soft or line.startswith((" ", "\t"))
        if parts and goes_on:
            line = line if is_soft else line[1:]
        elif parts:
            yield "".join(parts)
            parts, size = [], 0
        is_soft = line.endswith("=") and is_quoted(parts[0] if parts else line)
        # What exceeds the longest line by far need not be kept to know that it does.
        if size <= LONGEST:
            parts.append(line[: LONGEST + 1].removesuffix("=") if is_soft else line[: LONGEST + 1])
            size += len(line)
    if parts:
        yield "".join(parts)


def is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line[:200].partition(":")[0].upper()


def line_of(whole: str) -> Line:
    if len(whole) > LONGEST:
        return Line(name_in(whole[:200].partition(":")[0]), {}, "", is_too_long=True)
    found = HEAD.match(whole)
    if not found:
        return Line("", {}, "")
    head, value = found[1], found[2]
    parameters = parameters_of(head)
    group = head.partition(";")[0].rpartition(".")[0].strip().lower()[:60]
    # PostgreSQL keeps no text with a zero in it.
    return Line(name_in(head), parameters, decoded(value, parameters).replace("\0", ""), group=group)


def name_in(head: str) -> str:
    """The property's name: "item1.EMAIL;TYPE=work" is an EMAIL."""
    return head.partition(";")[0].rpartition(".")[2].strip().upper()[:60]


def parameters_of(head: str) -> dict[str, list[str]]:
    """Parameters by name; vCard 2.1 writes types and encodings without one."""
    found: dict[str, list[str]] = {}
    for part in [one.strip() for one in PARAMETERS.findall(head)][1:]:
        name, equals, values = part.partition("=")
        if not equals:
            name, values = ("ENCODING" if name.upper() in ENCODINGS else "TYPE"), name
        if values:
            found.setdefault(name.upper(), []).extend(value.strip(' "') for value in values.split(","))
    return found


def decoded(value: str, parameters: Mapping[str, Sequence[str]]) -> str:
    """The value in the charset that the line names, else in UTF-8, else in what Windows writes."""
    raw = value.encode("latin-1")
    if "QUOTED-PRINTABLE" in [one.upper() for one in parameters.get("ENCODING", ())]:
        raw = quopri.decodestring(raw)
    for charset in (*parameters.get("CHARSET", ()), "utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("latin-1")
