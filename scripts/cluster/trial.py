#!/usr/bin/env python3
"""Installs the chart and puts it to the test, inside the node: ./dev cluster starts it.

usage: trial.py RUN ROWS [--write] [--set NAME=VALUE]...
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import install
import kube
import page
import sweeps
from gateway import Gateway
from scores import Comparison, compare
from timeline import Heartbeat, Log, Pool

POOL = "default"


class Trial:
    """One installation, and what is done to it. `figures` is what the page tells, in its order."""

    def __init__(self, run: Path, rows: int, settings: list[str]):
        self.run, self.settings, self.log = run, settings, Log()
        self.sweeps = {sweep.name: sweep for sweep in sweeps.all_sweeps(run, rows)}
        self.figures: list[tuple[str, str, str]] = []  # step, what, how much
        self.watchers: list[Heartbeat | Pool] = []

    def note(self, step: str, what: str, figure: str) -> None:
        self.figures.append((step, what, figure))
        self.log(f"{step}: {what}: {figure}")

    def seconds(self, step: str, what: str, seconds: float) -> None:
        self.note(step, what, f"{seconds:.1f} s")

    def install(self) -> None:
        began = time.monotonic()
        who = install.surroundings()
        self.seconds("install", "Kafka and S3 ready", time.monotonic() - began)
        self.log(f"{install.sources(who, list(self.sweeps.values()))} files of models and rows are in the S3")
        began = time.monotonic()
        install.helm("install", *self.settings)
        self.seconds("install", "helm install --wait", time.monotonic() - began)
        kube.kubectl("wait", "scaledobject", "--all", "--for=condition=Ready", "--timeout=60s")
        self.gateway = Gateway(kube.address("lamina-gateway"))
        self.pool = Pool(POOL)
        self.heartbeat = Heartbeat(self.gateway, POOL)
        self.watchers += [self.pool, self.heartbeat]
        self.pool.await_gone(60)
        gateways = self.pool.pods.latest("app.kubernetes.io/component", "gateway")
        self.note("install", "gateways, and extractors before any work", f"{len(gateways)}, 0")

    def pods(self) -> None:
        """What the policies let through, and what a pod may do to its own root."""
        analyzer = next(iter(self.pool.pods.latest("app.kubernetes.io/component", "analyzer")))
        api = kube.run("kubectl", "get", "service", "kubernetes", "-o", "jsonpath={.spec.clusterIP}").strip() + ":443"
        gateway, store = kube.address("lamina-gateway"), kube.address("lamina-s3")
        reaches = {
            "analyzer to S3": (kube.may(analyzer, store), True),
            "analyzer to gateway": (kube.may(analyzer, gateway), False),
            "analyzer to the API server": (kube.may(analyzer, api), False),
            "a pod without the client's label to gateway": (kube.may("lamina-kafka-0", gateway), False),
        }
        for way, (may, should) in reaches.items():
            if may != should:
                raise AssertionError(f"{way}: {'let through' if may else 'stopped'}")
        self.note("policies", ", ".join(w for w, (may, _) in reaches.items() if may), "let through")
        self.note("policies", ", ".join(w for w, (may, _) in reaches.items() if not may), "stopped")

    def submit(self, name: str) -> tuple[str, float]:
        began = time.monotonic()
        sweep = self.gateway.submit(self.sweeps[name].in_bucket())
        self.seconds(name, "submitted, models and rows read for their digests", time.monotonic() - began)
        return sweep, time.monotonic()

    def up(self, name: str, since: float, most: int) -> None:
        """The delays from nothing to `most` pods."""
        first = self.pool.await_ready(1, 120)
        self.seconds(name, "0 to 1: Deployment raised by KEDA", self.pool.wanted(since, lambda n: n > 0) - since)
        self.seconds(name, "0 to 1: first extractor ready", first - since)
        if most > 1:
            last = self.pool.await_ready(most, 180)
            raised = self.pool.wanted(since, lambda n: n >= most)
            self.seconds(name, f"1 to {most}: Deployment raised by its HPA", raised - since)
            self.seconds(name, f"1 to {most}: all ready", last - since)

    def down(self, name: str, since: float) -> None:
        """The delays from no backlog to no pods."""
        gone = self.pool.await_gone(240)
        idle = self.heartbeat.first(since, lambda backlog: backlog == 0)
        self.seconds(name, "to 0: Deployment set to 0 after the backlog was", self.pool.wanted(idle, lambda n: n == 0) - idle)
        self.seconds(name, "to 0: last pod gone after the backlog was", gone - idle)

    def check(self, name: str, sweep: str) -> None:
        status = self.gateway.await_end(sweep)
        if status["state"] != "SUCCEEDED" or status["faults"]:
            raise AssertionError(f"{name} ended as {json.dumps(status)}")
        stage = status["progress"]["extraction"]
        self.note(name, "units planned, stored, failed", f"{stage['planned']}, {stage['done']}, {stage['failed']}")
        found = self.gateway.scores(sweep)
        (self.run / f"scores-{name}.csv").write_text(found)
        comparison: Comparison = compare(found, (self.run / "reference" / name / "scores.csv").read_text())
        self.note(name, "beside standalone", str(comparison))
        if not comparison.good:
            raise AssertionError(f"{name}: {comparison}")

    def tiny(self) -> None:
        sweep, since = self.submit("tiny")
        self.up("tiny", since, 1)
        self.check("tiny", sweep)
        self.down("tiny", since)

    def deaths(self) -> None:
        sweep, since = self.submit("large")
        self.up("large", since, 3)
        self.gateway.await_that(sweep, lambda s: s["progress"]["extraction"]["done"] > 6, "at work", 120)
        self.kill("extractor", self.pool.ready()[0], sweep)
        killed = self.kill("leading gateway", self.leader(), sweep)
        stored = self.gateway.await_that(sweep, lambda s: True, "known again", 120)["progress"]["extraction"]["done"]
        self.seconds("large", "gateway killed: sweep known again", time.monotonic() - killed)
        self.gateway.await_that(sweep, lambda s: s["progress"]["extraction"]["done"] > stored, "going on", 120)
        self.seconds("large", "gateway killed: next batch stored", time.monotonic() - killed)
        self.check("large", sweep)
        self.seconds("large", "gateway killed: longest silence of its service", self.heartbeat.silence(killed))
        self.down("large", killed)

    def leader(self) -> str:
        """The gateway that says so in its log, and has said nothing else since."""
        for pod in self.pool.pods.latest("app.kubernetes.io/component", "gateway"):
            said = [line for line in kube.kubectl("logs", pod).splitlines() if "gateway leads" in line]
            if said and "This gateway leads" in said[-1]:
                return pod
        raise AssertionError("no gateway leads")

    def kill(self, what: str, pod: str, sweep: str) -> float:
        stage = self.gateway.status(sweep)["progress"]["extraction"]
        kube.kill(pod)
        self.note("large", f"{what} {pod} killed (-9) and deleted when stored", f"{stage['done']} of {stage['planned']}")
        return time.monotonic()

    def upgrade(self) -> None:
        sweep, since = self.submit("upgraded")
        status = self.gateway.await_that(sweep, lambda s: s["progress"]["extraction"]["done"] > 2, "at work", 180)
        stage = status["progress"]["extraction"]
        self.note("upgraded", "helm upgrade to another tag when stored", f"{stage['done']} of {stage['planned']}")
        began = time.monotonic()
        install.helm("upgrade", *self.settings, "--set", f"image.tag={install.second_tag()}")
        self.seconds("upgraded", "helm upgrade --wait", time.monotonic() - began)
        self.check("upgraded", sweep)
        self.seconds("upgraded", "longest silence of the gateway's service", self.heartbeat.silence(began))
        self.down("upgraded", began)
        # The last of the old ones may still be ending.
        kube.await_that(lambda: all(image.endswith(":next") for image in install.images()), "no pod of the old release", 60)

    def again(self) -> None:
        plan = json.loads(self.gateway.ask("POST", "/api/v1/plans", self.sweeps["large"].in_bucket()))
        self.note("large again", "units of the plan, of them stored", f"{plan['batches']}, {plan['batchesStored']}")
        if plan["batches"] != plan["batchesStored"]:
            raise AssertionError("a second run would extract again")

    def close(self) -> None:
        for watcher in self.watchers:
            watcher.close()

    def all(self) -> None:
        for step in (self.install, self.pods, self.tiny, self.deaths, self.upgrade, self.again):
            step()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    asked = parser.parse_args()
    settings = [part for one in asked.set for part in ("--set", one)]
    trial = Trial(asked.run.resolve(), asked.rows, settings)
    try:
        trial.all()
    finally:
        trial.close()
        (trial.run / "trial.log").write_text("\n".join(trial.log.lines) + "\n")
    text = page.render(trial.figures, trial.log.lines, [f"{asked.rows} rows a task", *asked.set])
    print(text)
    if asked.write:
        (sweeps.HOME / "docs/cluster.md").write_text(text)


if __name__ == "__main__":
    main()
