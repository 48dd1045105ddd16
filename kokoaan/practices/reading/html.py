"""A saved web page, as .html or .mhtml: its words. Nothing is run, fetched or kept of how it looks."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes, policy
from email.message import Message

from lxml import etree

from kokoaan.practices.reading.limits import SECONDS
from kokoaan.practices.reading.reading import ADDRESS, Clock, Reading, Unreadable, plain

PIECE = 64 * 1024
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What holds no words of the page's text: programs, forms, ways around the site. All of them have an end.
APART = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "applet", "canvas", "audio",
    "video", "map", "select", "option", "button", "textarea", "datalist", "dialog", "nav", "footer", "head", "menu",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hr", "html", "label", "legend", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
DECLARES = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(https?://[^\s<>\"]{4,500}) -->")
BEGINNING = 16 * 1024


class Words:
    """Hears a page tag by tag, as lxml's parser tells it, and keeps its paragraphs."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.held: list[str] = []
        self.level = 0
        self.apart: list[str] = []
        self.titled: list[str] = []
        self.in_title = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "title" and "svg" not in self.apart:
            self.in_title = True
        elif tag in {"meta", "link"}:
            self.tell(attrs)
        elif tag in APART:
            self.apart.append(tag)
        elif not self.apart:
            self.begin(tag, attrs)

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in HEADINGS or tag in BLOCKS:
            self.finish()
            self.level = HEADINGS.get(tag, 0)
        elif tag == "br":
            self.held.append(" ")
        elif tag == "a":
            self.reading.link(attrs.get("href", "").strip())

    def tell(self, attrs: dict[str, str]) -> None:
        """Of the page's head, its address: where it says that it stands."""
        says = attrs.get("property") == "og:url" or "canonical" in attrs.get("rel", "").split()
        address = (attrs.get("content") or attrs.get("href") or "").strip()
        if says and not self.reading.address and ADDRESS.match(address):
            self.reading.address = address[:500]

    def end(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        elif self.apart:
            if tag in self.apart:
                # What was left open inside ends with it.
                del self.apart[self.apart.index(tag) :]
        elif tag in HEADINGS or tag in BLOCKS:
            self.finish()

    def data(self, data: str) -> None:
        if self.in_title:
            self.titled.append(data)
        elif not self.apart:
            self.held.append(data)

    def finish(self) -> None:
        self.reading.add("".join(self.held), self.level)
        self.held, self.level = [], 0

    def comment(self, text: str) -> None:
        pass

    def pi(self, target: str, data: str | None = None) -> None:
        pass

    def close(self) -> None:
        self.finish()
        self.reading.title = plain("".join(self.titled))[:500]


def read_html(body: bytes, clock: Clock, encoding: str = "", address: str = "") -> Reading:
    """Raises Unreadable when there is no text in it."""
    reading = Reading(address=address)
    if saved := SAVED_FROM.search(body[:BEGINNING]):
        reading.address = reading.address or saved[1].decode("ascii", "replace")
    parser = etree.HTMLParser(target=Words(reading), encoding="utf-8", no_network=True)
    page = body.decode(encoding_of(body, encoding), "replace").replace("\x00", "").encode("utf-8", "replace")
    for begin in range(0, len(page), PIECE):
        if reading.is_full or clock() > SECONDS:
            reading.note("cut")
            break
        parser.feed(page[begin : begin + PIECE])
    parser.close()
    return reading


def encoding_of(body: bytes, said: str = "") -> str:
    """The one that its mark, its sender or its head says, if there is such; else UTF-8, or Windows' where it is not."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    if marked := next((name for mark, name in marks.items() if body.startswith(mark)), ""):
        return marked
    declared = DECLARES.search(body[:BEGINNING])
    for name in (said, declared[1].decode("ascii") if declared else ""):
        if name and is_text(name):
            return name
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def is_text(name: str) -> bool:
    """Whether there is such an encoding; Python's own turn bytes into bytes, too."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def read_mhtml(body: bytes, clock: Clock) -> Reading:
    """A page that a browser saved with all that belongs to it, as a letter: its first part of HTML is the page."""
    letter = message_from_bytes(body, policy=policy.compat32)
    page = next((part for part in letter.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise Unreadable("no_page")
    return read_html(content, clock, page.get_content_charset("") or "", address_of(letter, page))


def address_of(letter: Message, page: Message) -> str:
    said = str(letter.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    return said[:500] if ADDRESS.match(said) else ""
