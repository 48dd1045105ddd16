"""What each page costs a reader: requests and bytes, on a first visit and on the next one, in a real Chromium.

    .venv/bin/python -m bench.page_weight [--base http://127.0.0.1:8000]

Without --base a house of its own is made and served as in production (static files compressed, for ever in the
browser's cache); that takes a minute or two. Bytes are what comes over the wire, headers included.
"""

from __future__ import annotations

import argparse
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.house import served

ASKED = "/office/find/?need=kaukol%C3%A4mp%C3%B6+hukkal%C3%A4mm%C3%B6st%C3%A4"
PUBLIC = ("/en/", "/en/partners/", "/en/networks/", "/en/projects/", "/en/sources/", "/account/login/")
OFFICE = (
    *("/office/", "/office/find/", ASKED, f"{ASKED}&order=likely"),
    *("/office/meeting/log/", "/office/confirm/", "/office/need/outcomes/", "/office/search/?q=Tallinn"),
    *("/office/tie/", "/office/tie/new/"),
)
# As the demo accounts have it: a house on one's own machine.
USER, PASSWORD = "omar", "kokoaan-demo"
TYPES = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")


@dataclass
class Weight:
    """Requests that reached the server, and bytes by what they were for."""

    requests: int = 0
    sizes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        parts = [f"{name.lower()} {self.sizes[name] / 1000:.0f}" for name in TYPES if self.sizes[name]]
        return f"{self.requests:>3} requests {sum(self.sizes.values()) / 1000:>7.1f} kB ({', '.join(parts)})"


@contextmanager
def weighing(page: Page) -> Iterator[Weight]:
    """Count what the page asks for while this runs; what the browser has in its cache costs nothing."""
    weight, types, cached = Weight(), {}, set()
    devtools = page.context.new_cdp_session(page)

    def answered(event: dict[str, Any]) -> None:
        types[event["requestId"]] = event["type"]
        if event["response"].get("fromDiskCache") or event["response"]["url"].startswith("data:"):
            cached.add(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        key = event["requestId"]
        if key in types and key not in cached:
            weight.requests += 1
            weight.sizes[types[key] if types[key] in TYPES else "Other"] += int(event["encodedDataLength"])

    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    devtools.on("Network.loadingFinished", finished)
    devtools.send("Network.enable")
    yield weight
    devtools.detach()


def weigh(browser: Browser, base: str, address: str, state: Any) -> tuple[Weight, Weight]:
    """The weight of a first visit with an empty cache, and of the next one."""
    context = browser.new_context(
        base_url=base, locale="en", viewport={"width": 1360, "height": 900}, storage_state=state
    )
    page = context.new_page()
    weights = []
    for _visit in range(2):
        with weighing(page) as weight:
            page.goto(address, wait_until="networkidle")
        weights.append(weight)
    context.close()
    return weights[0], weights[1]


def signed_in(browser: Browser, base: str) -> Any:
    """The cookies of somebody who has signed in."""
    context = browser.new_context(base_url=base, locale="en")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", USER)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/office/")
    state = context.storage_state()
    context.close()
    return state


def measure(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        state = signed_in(browser, base)
        for address, cookies in [*((one, None) for one in PUBLIC), *((one, state) for one in OFFICE)]:
            first, again = weigh(browser, base, address, cookies)
            print(f"{address}\n  first {first}\n  again {again}", flush=True)
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="What each page costs a reader.")
    parser.add_argument("--base", help="the address of a house that is served already, with its demo accounts")
    base = parser.parse_args().base
    if base:
        measure(base)
    else:
        with served() as address:
            measure(address)


if __name__ == "__main__":
    main()
