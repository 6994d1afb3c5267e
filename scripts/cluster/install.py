"""What stands around the chart, and the chart itself."""

from __future__ import annotations

import re
import secrets

import kube
from bucket import Bucket
from sweeps import BUCKET, HOME, Sweep

HERE = HOME / "scripts/cluster"
CHART = str(HOME / "helm/lamina")
USER = "lamina"
IMAGES = ("gateway", "extractor", "analyzer")


def surroundings() -> tuple[str, str]:
    """Namespace, S3 and Kafka as the quick start has them, with images made here; who the S3 lets in."""
    kube.run("kubectl", "create", "namespace", kube.NAMESPACE)
    # What the pods claim of themselves, the API server holds them to.
    kube.run("kubectl", "label", "namespace", kube.NAMESPACE, "pod-security.kubernetes.io/enforce=restricted")
    who = (USER, secrets.token_hex(16))
    kube.kubectl(
        "create", "secret", "generic", "lamina-s3",
        f"--from-literal=access-key={who[0]}", f"--from-literal=secret-key={who[1]}",
    )  # fmt: skip
    kube.kubectl("apply", "-f", "-", text=store())
    kube.kubectl("create", "configmap", "lamina-kafka", f"--from-literal=server.properties={broker_settings()}")
    kube.kubectl("apply", "-f", str(HERE / "kafka.yaml"))
    kube.kubectl("rollout", "status", "deployment/lamina-s3", "--timeout=120s")
    kube.kubectl("rollout", "status", "statefulset/lamina-kafka", "--timeout=120s")
    return who


def store() -> str:
    """k8s/s3.yaml with the image made here, over a folder of the pod: volumes of this node give no group the right to write."""
    text = (HOME / "k8s/s3.yaml").read_text()
    text = re.sub(r"image: \S*/s3proxy:\S+", "image: docker.io/lamina/trial-s3:1", text)
    return text.replace("persistentVolumeClaim: { claimName: lamina-s3 }", "emptyDir: {}")


def broker_settings() -> str:
    """Those of this node, and the `config` of k8s/kafka.yaml."""
    text = (HOME / "k8s/kafka.yaml").read_text()
    config = re.search(r"\n    config:\n((?:      .*\n)+)", text).group(1)
    pairs = re.findall(r"^ +([a-z][a-z.]+): (\S+)$", config, re.MULTILINE)
    return (HERE / "kafka.properties").read_text() + "".join(f"{name}={value}\n" for name, value in pairs)


def sources(who: tuple[str, str], sweeps: list[Sweep]) -> int:
    """Puts models and rows where specs name them; the number of files."""
    bucket = Bucket(kube.address("lamina-s3"), BUCKET, who)
    files = {f"{sweep.folder.name}/{name}": sweep.folder / name for sweep in sweeps for name in sweep.files}
    for key, file in files.items():
        bucket.put(key, file)
    return len(files)


def second_tag() -> str:
    """The images under a second tag, as a release's next version."""
    version = re.search(r"^appVersion: *\"?([^\s\"]+)", (HOME / "helm/lamina/Chart.yaml").read_text(), re.MULTILINE)
    for name in IMAGES:
        image = f"docker.io/lamina/{name}"
        kube.run("ctr", "-n", "k8s.io", "images", "tag", "--force", f"{image}:{version.group(1)}", f"{image}:next")
    return "next"


def helm(verb: str, *more: str) -> None:
    values = ("--values", str(HERE / "values.yaml"))
    kube.run("helm", verb, "lamina", CHART, "--namespace", kube.NAMESPACE, *values, "--wait", "--timeout", "5m", *more)


def images() -> set[str]:
    """What the release's pods run, those that are ending among them."""
    pods = kube.get("pods", "-l", "app.kubernetes.io/name=lamina")["items"]
    return {pod["spec"]["containers"][0]["image"] for pod in pods}
