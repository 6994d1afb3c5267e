"""Commands to the cluster, and a watch that notes when its objects changed."""

from __future__ import annotations

import json
import subprocess
import threading
import time

NAMESPACE = "lamina"


def run(*command: str, text: str = "", check: bool = True) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def kubectl(*arguments: str, text: str = "", check: bool = True) -> str:
    return run("kubectl", "-n", NAMESPACE, *arguments, text=text, check=check)


def get(*arguments: str) -> dict:
    return json.loads(kubectl("get", *arguments, "-o", "json"))


def address(service: str) -> str:
    spec = get("service", service)["spec"]
    return f"{spec['clusterIP']}:{spec['ports'][0]['port']}"


def containers_of(pod: str) -> list[str]:
    """Ids of a pod's containers, as containerd knows them."""
    statuses = get("pod", pod)["status"]["containerStatuses"]
    return [status["containerID"].removeprefix("containerd://") for status in statuses]


def kill(pod: str) -> None:
    """SIGKILL to what runs in it, then the pod is gone with all that it had."""
    for container in containers_of(pod):
        run("ctr", "-n", "k8s.io", "tasks", "kill", "--signal", "SIGKILL", container)
    kubectl("delete", "pod", pod, "--grace-period=0", "--force", "--wait=false")


def may(pod: str, address: str) -> bool:
    """Whether a pod reaches a TCP address."""
    host, port = address.split(":")
    script = f"timeout 3 bash -c 'exec 3<>/dev/tcp/{host}/{port}' 2>/dev/null && echo yes || echo no"
    return kubectl("exec", pod, "--", "bash", "-c", script).strip() == "yes"


class Watch:
    """All states of the objects of a kind since it began, each with its time."""

    def __init__(self, kind: str):
        self.seen: list[tuple[float, str, dict]] = []
        command = ["kubectl", "-n", NAMESPACE, "get", kind, "--watch", "--output-watch-events", "-o", "json"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._follow, daemon=True).start()
        # What is there already comes first, in one piece.
        await_that(lambda: self.seen, f"{kind} that are there", 30)
        time.sleep(0.5)

    def _follow(self) -> None:
        for line in self._process.stdout:
            event = json.loads(line)
            self.seen.append((time.monotonic(), event["type"], event["object"]))

    def latest(self, label: str = "", value: str = "") -> dict[str, dict]:
        """The objects that are there now, by name; with a label only those that have it."""
        found: dict[str, dict] = {}
        for _, kind, thing in list(self.seen):
            name = thing["metadata"]["name"]
            if kind == "DELETED":
                found.pop(name, None)
            elif not label or thing["metadata"].get("labels", {}).get(label) == value:
                found[name] = thing
        return found

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


def is_ready(pod: dict) -> bool:
    conditions = pod.get("status", {}).get("conditions", [])
    return "deletionTimestamp" not in pod["metadata"] and any(
        c["type"] == "Ready" and c["status"] == "True" for c in conditions
    )


def await_that(holds, what: str, seconds: float, every: float = 0.1):
    """What `holds` gives once it gives something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(every)
    raise TimeoutError(f"{what}: not after {seconds:.0f} s")
