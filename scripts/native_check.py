#!/usr/bin/env python3
"""What JVMs touched by reflection, held to what native executables are told.

usage: native_check.py --trace FOLDER --sources SERVICE=FOLDER [--sources ...]

FOLDER of --trace holds what lamina-native-trace wrote while the services worked; the first line of each file is the command.
FOLDER of --sources is what `mvn -Dnative -Dquarkus.native.sources-only=true package` left of a service:
target/native-sources, with the runner's jar and lib/. A jar tells by META-INF/native-image what it wants; Quarkus tells in the
runner's jar.

Looked at is what Lamina's own code and the libraries that no Quarkus extension knows did, and found: a class that is not there is
not there in an executable either. Exit code 1 when something touched is not told.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

CALLERS = (
    "dev.lamina.", "com.fasterxml.jackson.databind", "io.minio.", "org.simpleframework.", "okhttp3.", "com.jerolba.",
    "org.apache.parquet.", "org.apache.hadoop.", "ai.djl.", "ai.onnxruntime.", "org.bytedeco.", "com.google.protobuf.",
    "com.google.gson.", "com.google.common.", "org.apache.kafka.", "io.airlift.", "org.hipparchus.", "ai.onnx.",
)
MEMBERS = {
    "getConstructor": "onstructors", "getConstructors": "onstructors", "getDeclaredConstructor": "onstructors",
    "getDeclaredConstructors": "onstructors", "getMethod": "ethods", "getMethods": "ethods", "getDeclaredMethod": "ethods",
    "getDeclaredMethods": "ethods", "getField": "ields", "getFields": "ields", "getDeclaredField": "ields",
    "getDeclaredFields": "ields", "getRecordComponents": "ethods",
}


class Told:
    """All that an executable is told of one service."""

    def __init__(self, folder: Path):
        self.types: dict[str, dict] = defaultdict(dict)
        self.patterns: list[re.Pattern] = []
        self.classes: set[str] = set()
        self.files: set[str] = set()
        jars = sorted(folder.rglob("*.jar"))
        if not jars:
            sys.exit(f"{folder} holds no jars")
        for jar in jars:
            with zipfile.ZipFile(jar) as content:
                for name in content.namelist():
                    self.files.add(name)
                    if name.endswith(".class"):
                        self.classes.add(name[:-6].replace("/", "."))
                    if name.startswith("META-INF/native-image/") and name.endswith(".json"):
                        self.read(name.rsplit("/", 1)[1], json.loads(content.read(name)))

    def read(self, name: str, told) -> None:
        if name in ("reflect-config.json", "jni-config.json"):
            self.take(told)
        elif name == "resource-config.json":
            includes = told.get("resources", {})
            includes = includes.get("includes", []) if isinstance(includes, dict) else includes
            self.patterns += [re.compile(java(one["pattern"])) for one in includes if "pattern" in one]
        elif name == "reachability-metadata.json":
            self.take(told.get("reflection", []))
            for one in told.get("resources", []):
                if "glob" in one:
                    self.patterns.append(re.compile(fnmatch.translate(one["glob"].replace("**", "*"))))

    def take(self, entries) -> None:
        for entry in entries:
            name = entry.get("name") or entry.get("type")
            if isinstance(name, str):
                self.types[name].update(entry)

    def knows(self, door: str, owner: str, name: str) -> bool:
        if door.startswith("getResource"):
            file = name.lstrip("/")
            if owner and not name.startswith("/"):
                file = owner.rsplit(".", 1)[0].replace(".", "/") + "/" + file
            return file not in self.files or any(p.fullmatch(file) or p.match(file) for p in self.patterns)
        if door == "forName":
            return name not in self.classes or name in self.types
        if door not in MEMBERS or owner not in self.classes:
            return True
        entry = self.types.get(owner, {})
        wanted = MEMBERS[door]
        by_flag = any(value is True and flag.endswith(wanted) for flag, value in entry.items())
        listed = entry.get("fields" if wanted == "ields" else "methods", [])
        return by_flag or any(one.get("name") in (name, "<init>") for one in listed)


def java(pattern: str) -> str:
    return re.sub(r"\\Q(.*?)\\E", lambda quoted: re.escape(quoted.group(1)), pattern)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trace", type=Path, required=True)
    parser.add_argument("--sources", action="append", required=True)
    arguments = parser.parse_args()
    missing = 0
    for service, folder in (one.split("=", 1) for one in arguments.sources):
        told = Told(Path(folder))
        touched: set[tuple[str, ...]] = set()
        for trace in arguments.trace.glob("trace-*.tsv"):
            lines = trace.read_text().splitlines()
            if f"/{service}/target/" in lines[0]:
                touched |= {tuple(line.split("\t")) for line in lines[1:]}
        if not touched:
            sys.exit(f"no trace of {service} in {arguments.trace}")
        looked = [one for one in touched if one[3].startswith(CALLERS)]
        unknown = sorted(one for one in looked if not told.knows(*one[:3]))
        print(f"{service}: {len(looked)} of {len(touched)} touches looked at, {len(told.types)} types told, {len(unknown)} missing")
        for door, owner, name, caller in unknown:
            print(f"  {door} {owner} {name}   by {caller}")
        missing += len(unknown)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
