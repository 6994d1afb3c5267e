"""Renders the chart with values and looks into what comes out."""

import os
import subprocess
import unittest
from functools import cache
from pathlib import Path

import yaml

CHART = Path(__file__).parents[1] / "lamina"
EVERYTHING = CHART / "ci" / "test-values.yaml"
KUBERNETES = "1.34.0"


class Loader(yaml.SafeLoader):
    """YAML whose keys may not stand twice, as a Kubernetes server refuses them."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"{twice} stands twice at {node.start_mark}")
        return super().construct_mapping(node, deep)


def helm(text, *arguments):
    command = [os.environ.get("HELM", "helm"), "template", "lamina", str(CHART)]
    command += ["--namespace", "lab", "--kube-version", KUBERNETES, *arguments, "--values", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


@cache
def rendered(text, *arguments):
    run = helm(text, *arguments)
    if run.returncode:
        raise AssertionError(run.stderr)
    return tuple(found for found in yaml.load_all(run.stdout, Loader) if found)


class ChartTest(unittest.TestCase):
    """What a test asks of rendered objects."""

    def render(self, values="{}", everything=False):
        """All objects; `everything` lays the values over those of ci/test-values.yaml."""
        return rendered(values, *(["--values", str(EVERYTHING)] if everything else []))

    def one(self, objects, kind, name):
        found = [o for o in objects if o["kind"] == kind and o["metadata"]["name"] == name]
        self.assertEqual(1, len(found), f"{kind} {name} among {self.names(objects)}")
        return found[0]

    def names(self, objects, kind=None):
        return [f"{o['kind']}/{o['metadata']['name']}" for o in objects if kind in (None, o["kind"])]

    def of_kind(self, objects, kind):
        return [o for o in objects if o["kind"] == kind]

    def pod(self, objects, name):
        return self.one(objects, "Deployment", name)["spec"]["template"]["spec"]

    def container(self, objects, name):
        return self.pod(objects, name)["containers"][0]

    def env(self, objects, name):
        """Variables of a deployment's container: the value, or (secret, key)."""
        found = {}
        for variable in self.container(objects, name)["env"]:
            source = variable.get("valueFrom", {}).get("secretKeyRef")
            found[variable["name"]] = (source["name"], source["key"]) if source else variable["value"]
        return found

    def refused(self, values, *words):
        """Values are refused with a message that holds these words."""
        run = helm(values)
        self.assertNotEqual(0, run.returncode, "was not refused")
        for word in words:
            self.assertIn(word, run.stderr)
