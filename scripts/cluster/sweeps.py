"""The sweeps of the trial: real checkpoints of the tests and the demo, all paths below one place."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parents[2]
CHECKPOINT = HOME / "extraction/src/test/resources/checkpoints/llama"
DEMO = HOME / "examples/demo"
DEMO_MODELS = ("bge-small-en", "bge-small-en-v15", "e5-small-v2")
ADAPTERS = ("q-v", "all-linear", "patterns", "float16")
BUCKET = "sources"

TINY = """\
apiVersion: lamina/v1
name: tiny
models:
  base: { source: "PLACE/llama" }
  sft: { base: base, adapter: "PLACE/adapters/all-linear" }
  "ctl-{task}": { base: base, adapter: "PLACE/adapters/{task}" }
compare:
  - { experimental: base, control: "ctl-{task}" }
  - { experimental: sft, control: "ctl-{task}" }
tasks:
"""


class Sweep(NamedTuple):
    """A spec whose paths begin with PLACE, and the folder with the files it names."""

    name: str
    text: str
    folder: Path
    files: tuple[str, ...]

    def on_disk(self) -> str:
        return self.text.replace("PLACE", f"file:{self.folder}")

    def in_bucket(self) -> str:
        return self.text.replace("PLACE", f"s3://{BUCKET}/{self.folder.name}")


def all_sweeps(run: Path, count: int) -> list[Sweep]:
    """One of adapters; one to scale and kill under, of `count` rows a task; one to upgrade under, of others, so nothing is reused."""
    large = demo("large", f"sample: {{ limit: {count}, seed: 13 }}\n")
    return [tiny(run / "tiny"), large, demo("upgraded", f"sample: {{ limit: {count * 2 // 3}, seed: 14 }}\n")]


def tiny(folder: Path) -> Sweep:
    """A MOSSA of a tiny Llama whose controls are adapters that PEFT wrote."""
    files = [f"llama/{name}" for name in ("config.json", "tokenizer.json", "model.safetensors")]
    files += [f"adapters/{a}/{name}" for a in ADAPTERS for name in ("adapter_config.json", "adapter_model.safetensors")]
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKPOINT / name.removeprefix("llama/"), folder / name)
    (folder / "rows.jsonl").write_text("".join(rows()))
    tasks = "".join(f'  - {{ name: {a}, rows: "PLACE/rows.jsonl" }}\n' for a in ADAPTERS)
    return Sweep("tiny", TINY + tasks, folder, (*files, "rows.jsonl"))


def rows(count: int = 400):
    words = random.Random(7)
    for i in range(count):
        text = " ".join(f"w{words.randrange(4, 48)}" for _ in range(words.randint(1, 20)))
        yield json.dumps({"id": f"row-{i}", "input": text}) + "\n"


def demo(name: str, more: str) -> Sweep:
    """The demo: three encoders, sixteen tasks."""
    text = (DEMO / "sweep.yaml").read_text().replace('"file:', '"PLACE/').replace("name: demo\n", f"name: {name}\n", 1)
    files = [f"models/{model}/{file}" for model in DEMO_MODELS for file in ("model.onnx", "tokenizer.json")]
    files += [f"tasks/{task.name}" for task in sorted((DEMO / "tasks").glob("*.jsonl"))]
    return Sweep(name, text + more, DEMO, tuple(files))
