"""docs/cluster.md: what a trial on a Kubernetes said."""

from __future__ import annotations

import os
import platform
from datetime import date

HEAD = """\
# On a real Kubernetes

Written by `./dev cluster --write`. It builds the images from `images/`, brings up a Kubernetes of one node (API server,
scheduler, kubelet, containerd, KEDA), installs Kafka, an S3 and the chart, and puts them to the test: sweeps through the
gateway's service, a pool that goes from 0 to 3 and back by its backlog, an extractor and a gateway killed at work, an
upgrade under a sweep. Every sweep's scores are held to those of `./lamina run` on the same spec; a score that is missing,
there twice or more than 1e-5 apart ends it as failed. The node comes from a program that is not part of this
repository: `./dev cluster` says what it expects of it.
"""

ABOUT = """\
## What is done

- **install**: namespace with the Pod Security Standard `restricted` enforced; [k8s/s3.yaml](../k8s/s3.yaml) with an
  image of the same S3Proxy, over a folder of the pod; a Kafka of one pod with the settings of [k8s/kafka.yaml](../k8s/kafka.yaml); the chart with
  [values](../scripts/cluster/values.yaml) for two cores. Models and rows are put into a bucket and named as `s3://`.
- **policies**: TCP connections from pods, which the default-deny policies let through or stop.
- **tiny**: a checkpoint of three blocks with adapters that PEFT wrote. One extractor comes, works and goes.
- **large**: the demo, three encoders on sixteen tasks. When all three extractors work, one gets SIGKILL and its pod is deleted by
  force; a moment later the one of two gateways that leads goes the same way. Delays count from the answer to the submission.
- **upgraded**: the demo on other rows, and `helm upgrade` to other images while it runs.
- **large again**: what the same spec would extract now.

KEDA asks every 5 s and waits 10 s before it goes to 0, the HPA looks every 5 s: [pools and scaling](operations/pools.md) tells the
chart's own values. `./dev cluster --set gateway.replicas=1` and so on runs it with other values.

## Log
"""


def render(figures: list[tuple[str, str, str]], log: list[str], settings: list[str]) -> str:
    rows = [("step", "what", "measured"), *figures]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    machine = f"Measured on {date.today()}: {processor()}, {os.cpu_count()} cores, {memory()} GiB, Linux {platform.release()}, load {os.getloadavg()[2]:.1f} (15 minutes); {', '.join(settings)}."
    return "\n".join([HEAD, *lines, "", machine, "", ABOUT, "```", *log, "```", ""])


def processor() -> str:
    with open("/proc/cpuinfo") as about:
        return next((line.split(":")[1].strip() for line in about if line.startswith("model name")), "unknown")


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
