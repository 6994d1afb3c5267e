"""Puts files into an S3 bucket, signed as AWS says (Signature Version 4)."""

from __future__ import annotations

import hashlib
import hmac
import http.client
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import quote

REGION = "us-east-1"


def signature(secret: str, date: str, to_sign: str) -> str:
    key = ("AWS4" + secret).encode()
    for part in (date, REGION, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.new(key, to_sign.encode(), "sha256").hexdigest()


def headers(method: str, host: str, path: str, content: str, who: tuple[str, str], now: datetime) -> dict[str, str]:
    """Those that a request must have. `content` is the SHA-256 of its body."""
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    signed = {"host": host, "x-amz-content-sha256": content, "x-amz-date": stamp}
    names = ";".join(signed)
    lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
    request = "\n".join((method, path, "", lines, names, content))
    scope = f"{stamp[:8]}/{REGION}/s3/aws4_request"
    to_sign = "\n".join(("AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(request.encode()).hexdigest()))
    found = signature(who[1], stamp[:8], to_sign)
    return signed | {"authorization": f"AWS4-HMAC-SHA256 Credential={who[0]}/{scope}, SignedHeaders={names}, Signature={found}"}


class Bucket:
    """A bucket of a server that is addressed by path; made when it is not there."""

    def __init__(self, host: str, name: str, who: tuple[str, str]):
        self.host, self.name, self.who = host, name, who
        self._send("PUT", f"/{name}", b"", (200, 409))

    def put(self, key: str, file: Path) -> None:
        self._send("PUT", f"/{self.name}/{quote(key)}", file.read_bytes(), (200,))

    def _send(self, method: str, path: str, body: bytes, good: tuple[int, ...]) -> None:
        content = hashlib.sha256(body).hexdigest()
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            now = datetime.now(timezone.utc)
            connection.request(method, path, body, headers(method, self.host, path, content, self.who, now))
            answer = connection.getresponse()
            text = answer.read()
            if answer.status not in good:
                raise OSError(f"{method} {path} at {self.host}: {answer.status} {text[:300]!r}")
        finally:
            connection.close()
