#!/usr/bin/env python3
"""What JVMs touched by reflection, held to what native executables are told.

usage: native_check.py --trace FOLDER --sources SERVICE=FOLDER [--sources ...]

FOLDER of --trace holds what lamina-native-trace wrote while the services worked. FOLDER of --sources is what
`mvn -Dnative -Dquarkus.native.sources-only=true package` left of a service, target/native-sources: the runner's jar, in which
Quarkus tells what it knows, and lib/, whose jars tell what they want themselves. `./dev native-check` does all of it.

What is touched is a class, a resource, a proxy or a foreign function. Exit code 1 when one of them is not told.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

# Whose touches are held to nothing, and why.
PASSED = {
    "Quarkus' extensions bring what these do, with metadata and substitutions": re.compile(
        r"(io\.(quarkus|smallrye|vertx|netty|micrometer|opentelemetry)|org\.(jboss|hibernate|jose4j|slf4j|wildfly|jctools)"
        r"|org\.eclipse\.microprofile|jakarta)\."
    ),
    "written by Quarkus for executables": re.compile(r".*(_Bean$|_Observer_|_ClientProxy$|_Subclass$|\$\$CMImpl$)"),
    "replaced by Quarkus in executables": re.compile(r"org\.apache\.kafka\.common\.metrics\.JmxReporter$"),
    "JNA, by which the tokenizers look for CUDA and, finding no library, do without": re.compile(r"com\.sun\.jna\."),
}
LAYOUTS = {"void*": "a8", "jlong": "j8", "jint": "i4", "jshort": "s2", "jbyte": "b1", "jdouble": "d8", "jfloat": "f4", "void": "v"}


class Touch(NamedTuple):
    door: str
    owner: str
    name: str
    caller: str
    initializer: str

    @property
    def of_resource(self) -> bool:
        return self.door.startswith("getResource")

    def subject(self) -> str:
        """The class, resource, proxy or function."""
        if not self.of_resource:
            return self.owner or self.name
        if not self.owner or self.name.startswith("/"):
            return self.name.lstrip("/")
        return self.owner.rsplit(".", 1)[0].replace(".", "/") + "/" + self.name


class Told:
    """What an executable is told of one service, and by whom."""

    def __init__(self, folder: Path):
        self.files: set[str] = set()
        self.types: dict[str, dict] = defaultdict(dict)
        self.tellers: dict[str, str] = {}
        self.patterns: list[tuple[re.Pattern, str]] = []
        self.late: tuple[str, ...] = ()
        jars = list(folder.rglob("*.jar"))
        if not jars:
            sys.exit(f"{folder} holds no jars")
        excluded = re.findall(r"--exclude-config (\S+) (\S+)", (folder / "native-image.args").read_text())
        for jar in jars:
            with zipfile.ZipFile(jar) as content:
                self.files.update(content.namelist())
                for file in content.namelist():
                    if any(re.search(of, jar.name) and re.search(what, "/" + file) for of, what in excluded):
                        continue
                    if file.startswith("META-INF/native-image/") and file.endswith((".json", ".properties")):
                        teller = "Lamina" if "/dev.lamina/" in file else "Quarkus" if jar.parent == folder else "libraries"
                        self.read(file.rsplit("/", 1)[1], content.read(file).decode(), teller)

    def read(self, file: str, text: str, teller: str) -> None:
        if file == "native-image.properties":
            for late in re.findall(r"--initialize-at-run-time=(\S+)", text):
                self.late += tuple(late.split(","))
        elif file in ("reflect-config.json", "jni-config.json"):
            self.take(json.loads(text), teller)
        elif file == "resource-config.json":
            resources = json.loads(text).get("resources", {})
            for one in resources.get("includes", []) if isinstance(resources, dict) else resources:
                pattern = re.sub(r"\\Q(.*?)\\E", lambda quoted: re.escape(quoted.group(1)), one["pattern"])
                self.patterns.append((re.compile(pattern), teller))
        elif file == "reachability-metadata.json":
            told = json.loads(text)
            self.take(told.get("reflection", []), teller)
            for one in told.get("resources", []):
                pattern = re.escape(one["glob"]).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
                self.patterns.append((re.compile(pattern), teller))
            for call in told.get("foreign", {}).get("downcalls", []):
                arguments = "".join(LAYOUTS[one] for one in call["parameterTypes"])
                self.tellers[f"({arguments}){LAYOUTS[call['returnType']]}"] = teller

    def take(self, entries, teller: str) -> None:
        for entry in entries:
            named = entry.get("name") or entry["type"]
            name = ",".join(named["proxy"]) if isinstance(named, dict) else named
            self.types[name].update(entry)
            self.tellers.setdefault(name, teller)

    def here(self, subject: str) -> bool:
        """Whether it is in a jar: what is not is nowhere, or the JDK's."""
        return subject in self.files or subject.replace(".", "/") + ".class" in self.files

    def teller(self, touch: Touch) -> str | None:
        subject = touch.subject()
        if touch.of_resource:
            return next((teller for pattern, teller in self.patterns if pattern.fullmatch(subject)), None)
        return self.tellers.get(subject) if self.suffices(touch) else None

    def suffices(self, touch: Touch) -> bool:
        """Whether what is told of a type holds the members that were asked for: a constructor, method or field by its name, or all."""
        kind = re.sub("^get(Declared)?", "", touch.door).rstrip("s").lower()
        if kind not in ("constructor", "method", "field"):
            return True
        entry = self.types[touch.subject()]
        everything = any(value is True and flag.lower().endswith(kind + "s") for flag, value in entry.items())
        named = entry.get("fields" if kind == "field" else "methods", [])
        return everything or any(one["name"] in (touch.name, "<init>") for one in named)


def passed(touch: Touch, told: Told) -> str | None:
    if touch.door == "downcallHandle":
        return None
    if not touch.door.startswith("newProxy") and not told.here(touch.subject()):
        return "not in a jar: nowhere, or the JDK's"
    if touch.initializer and not touch.initializer.startswith(told.late):
        return "in a static initializer, which runs where the executable is built"
    return next((why for why, callers in PASSED.items() if callers.match(touch.caller)), None)


def check(service: str, touches: set[Touch], told: Told) -> int:
    """@return how many are not told"""
    held: dict[str, str] = {}
    by_whom: dict[str, set[str]] = defaultdict(set)
    passes: dict[str, set[str]] = defaultdict(set)
    for touch in sorted(touches):
        why = passed(touch, told)
        if why:
            passes[why].add(touch.subject())
            continue
        teller = told.teller(touch)
        if teller is None:
            by_whom[touch.subject()].add(f"{touch.door} by {touch.caller}")
        held[touch.subject()] = held.get(touch.subject(), teller) and (teller or "")
    count = Counter(held.values())
    print(
        f"{service}: {len(held)} things touched, told by Quarkus {count['Quarkus']}, by Lamina {count['Lamina']}, "
        f"by libraries {count['libraries']}; {len(by_whom)} not told"
    )
    for why, subjects in sorted(passes.items()):
        print(f"  passed {len(subjects)}: {why}")
    for subject, doors in sorted(by_whom.items()):
        print(f"  NOT TOLD {subject}: {'; '.join(sorted(doors))}")
    return len(by_whom)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trace", type=Path, required=True)
    parser.add_argument("--sources", action="append", required=True)
    arguments = parser.parse_args()
    traces = [trace.read_text().split("\n") for trace in arguments.trace.glob("trace-*.tsv")]
    missing = 0
    for service, folder in (one.split("=", 1) for one in arguments.sources):
        touches = {Touch(*line.split("\t")) for first, *lines in traces if f"/{service}/target/" in first for line in lines if line}
        if not touches:
            sys.exit(f"no trace of {service} in {arguments.trace}")
        missing += check(service, touches, Told(Path(folder)))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
