"""Keep the processes of the house alive: web and background work."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# A process that dies at once, again and again, waits longer each time.
LONGEST_WAIT = 30.0


@dataclass
class Process:
    """One supervised process: its command, and what is known of its last life."""

    name: str
    command: list[str]
    environ: Mapping[str, str]
    popen: subprocess.Popen[bytes] | None = None
    born: float = 0.0
    wait: float = 1.0
    due: float = field(default=0.0)

    def start(self, now: float) -> None:
        self.popen = subprocess.Popen(self.command, env=dict(self.environ))  # noqa: S603 (our own command line)
        self.born = now

    def check(self, now: float, say: Callable[[str], None]) -> None:
        """Start the process if it is not running and its wait is over."""
        if self.popen and self.popen.poll() is not None:
            code, self.popen = self.popen.returncode, None
            self.wait = 1.0 if now - self.born > LONGEST_WAIT else min(self.wait * 2, LONGEST_WAIT)
            self.due = now + self.wait
            say(f"{self.name} stopped (exit code {code}); it starts again in {self.wait:.0f} s.")
        elif self.popen is None and now >= self.due:
            self.start(now)

    def stop(self) -> None:
        if self.popen and self.popen.poll() is None:
            self.popen.terminate()
            try:
                self.popen.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.popen.kill()


def web(host: str, port: int, workers: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    # So many requests at once are answered by one process; more threads would only wait for one another.
    options += ["--blocking-threads", "4"]
    return [sys.executable, "-m", "granian", *options, "--no-ws", "--log-level", "warning", "kokoaan.wsgi:application"]


def work() -> list[str]:
    return [sys.executable, "-m", "kokoaan.command", "work"]


def supervise(processes: list[Process], say: Callable[[str], None]) -> None:
    """Run the processes until this one is told to stop (SIGTERM or Ctrl-C); then stop them all."""
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        while not stopping:
            for process in processes:
                process.check(time.monotonic(), say)
            time.sleep(0.2)
    finally:
        for process in processes:
            process.stop()
