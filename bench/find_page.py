"""How long the find page takes to answer a short need that nobody has asked before, served by a real web process.

    KOKOAAN_VAR=… .venv/bin/python -m bench.find_page [--needs 100]

Needs are labels of the vocabulary in Finnish, Swedish and English (the same as bench.finder's), asked once each by a
signed-in coordinator over HTTP on this machine; the time is from the request to the last byte. Beside them, in the same
run: the page without a need, which is Wagtail's frame and our form, and Wagtail's list of ties.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from contextlib import closing
from statistics import median, quantiles

import django
import httpx

from bench.served import served, signed_in

WARM = 12


def timed(client: httpx.Client, path: str, params: dict[str, str]) -> tuple[float, int]:
    """Milliseconds to the last byte, and bytes of the page."""
    begun = time.perf_counter()
    response = client.get(path, params=params)
    took = 1_000 * (time.perf_counter() - begun)
    response.raise_for_status()
    return took, len(response.content)


def told(name: str, rows: list[tuple[float, int]]) -> None:
    times = [took for took, _size in rows]
    p95 = quantiles(times, n=20)[-1]
    size = median(size for _took, size in rows) / 1_000
    print(f"{name:<28} p50 {median(times):6.0f} ms   p95 {p95:6.0f} ms   page {size:.0f} kB   ({len(rows)} requests)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--needs", type=int, default=100)
    wanted = parser.parse_args().needs
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kokoaan.settings")
    django.setup()
    from bench.finder import needs
    from kokoaan.projects.models import Participation, Project

    asked = [text for _lang, text in needs(2 * wanted + WARM)]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")
    print(f"{Project.objects.count():,} projects, {Participation.objects.count():,} participations")
    with served() as base, closing(signed_in(base, "ella")) as client:
        for text in asked[:WARM]:
            for order in ("fresh", "likely"):
                timed(client, "/office/find/", {"need": text, "order": order})
        fresh, likely = asked[WARM : WARM + wanted], asked[WARM + wanted : WARM + 2 * wanted]
        told("fresh, first answer", [timed(client, "/office/find/", {"need": one}) for one in fresh])
        told(
            "likely, first answer", [timed(client, "/office/find/", {"need": one, "order": "likely"}) for one in likely]
        )
        told("the page without a need", [timed(client, "/office/find/", {}) for _time in range(wanted)])
        told("Wagtail's list of ties", [timed(client, "/office/tie/", {}) for _time in range(wanted)])


if __name__ == "__main__":
    main()
