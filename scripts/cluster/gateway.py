"""The gateway's API through the address of its service, whichever pods stand behind it."""

from __future__ import annotations

import http.client
import json
import time

FINAL = {"SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED"}


class Refused(Exception):
    """The gateway answered, and not as it should."""


class Gateway:
    def __init__(self, host: str):
        self.host = host

    def ask(self, method: str, path: str, body: str = "", seconds: float = 120) -> bytes:
        connection = http.client.HTTPConnection(self.host, timeout=seconds)
        try:
            connection.request(method, path, body.encode() or None)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status >= 300:
            raise Refused(f"{method} {path}: {answer.status} {text[:2000].decode()}")
        return text

    def submit(self, spec: str) -> str:
        return json.loads(self.ask("POST", "/api/v1/sweeps", spec))["id"]

    def status(self, sweep: str) -> dict:
        return json.loads(self.ask("GET", f"/api/v1/sweeps/{sweep}"))

    def scores(self, sweep: str) -> str:
        return self.ask("GET", f"/api/v1/sweeps/{sweep}/scores?format=csv").decode()

    def backlog(self, pool: str, seconds: float = 5) -> int:
        return json.loads(self.ask("GET", f"/api/v1/pools/{pool}/backlog", seconds=seconds))["backlog"]

    def await_that(self, sweep: str, holds, what: str, seconds: float) -> dict:
        """The first status of which `holds`, while gateways come and go."""
        deadline, last = time.monotonic() + seconds, "no answer"
        while time.monotonic() < deadline:
            try:
                status = self.status(sweep)
                if holds(status):
                    return status
                last = json.dumps(status["progress"])
            except (OSError, http.client.HTTPException) as e:
                last = repr(e)
            except Refused as e:
                # A gateway that has just started may not have read the store yet.
                last = str(e)
            time.sleep(0.3)
        raise TimeoutError(f"sweep {sweep}: not {what} after {seconds:.0f} s; {last}")

    def await_end(self, sweep: str, seconds: float = 600) -> dict:
        return self.await_that(sweep, lambda s: s["state"] in FINAL, "finished", seconds)
