"""Tiny Hugging Face checkpoints and PEFT LoRA adapters of random weights, with golden hidden states.

usage: tiny_checkpoints.py OUT_FOLDER

Each checkpoint is what `save_pretrained` writes for a class as people publish it, with some twist that a reader of checkpoints has
to know. Its golden states are those of scripts/reference_states.py on the files written. NAME/adapters/ADAPTER holds an adapter
on NAME and its own golden states. Texts are ragged and reach beyond every sliding window; the longest is cut where a model takes
24 tokens. Needs: requirements-goldens.txt.
"""

from __future__ import annotations

import pathlib
import sys

import numpy as np
import peft
import tokenizers
import torch
from checkpoint_kinds import FAMILIES, WORDS
from published_files import edit
from safetensors.torch import load_file, save_file
from tokenizers import models, pre_tokenizers, processors

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[4] / "scripts"))
import reference_states  # noqa: E402

SHARD = 6_000  # bytes
LENGTHS = (1, 5, 22, 9, 3, 20, 14, 30)


def lora(task="CAUSAL_LM", r=4, alpha=8, **more):
    return peft.LoraConfig(task_type=task, r=r, lora_alpha=alpha, **more)


def adapters(name):
    """name, config"""
    if name == "llama":
        yield "q-v", lora(target_modules=["q_proj", "v_proj"])
        yield "all-linear", lora(r=8, alpha=16, target_modules="all-linear", use_rslora=True)
        patterns = dict(rank_pattern={"q_proj": 2, "layers.1.mlp.up_proj": 6}, alpha_pattern={"layers.1.mlp.up_proj": 3, "v_proj": 16})
        yield "patterns", lora(target_modules=["q_proj", "v_proj", "up_proj"], **patterns)
        yield "float16", lora(target_modules=["k_proj", "o_proj", "down_proj"])
        yield "zero", lora(target_modules=["q_proj", "v_proj"])
    if name == "llama-bfloat16":
        yield "q-v", lora(target_modules=["q_proj", "v_proj"])
    if name == "gpt2":
        yield "c_attn", lora(target_modules=["c_attn"], fan_in_fan_out=True)
    if name == "gpt_neox":
        yield "query_key_value", lora(target_modules=["query_key_value"])
    if name == "bert":
        yield "query-value", lora("FEATURE_EXTRACTION", target_modules=["query", "value"])


def save_adapter(model, config, name, folder):
    adapted = peft.get_peft_model(model, config)
    with torch.no_grad():
        for key, parameter in adapted.named_parameters():
            if "lora_" in key and not (folder.name == "zero" and "lora_B" in key):
                parameter.copy_(0.15 * torch.randn_like(parameter))
    adapted.peft_config["default"].base_model_name_or_path = "tiny/" + name
    adapted.save_pretrained(folder, save_embedding_layers=False)
    (folder / "README.md").unlink()
    # PEFT keeps the targets in a set, which comes out in a new order each time.
    edit(folder / "adapter_config.json", lambda config: config["target_modules"].sort())
    if folder.name == "float16":
        file = folder / "adapter_model.safetensors"
        save_file({key: tensor.half() for key, tensor in load_file(file).items()}, file, metadata={"format": "pt"})
    adapted.unload()


def tokenizer(around):
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words = {word: i for i, word in enumerate(special)} | {f"w{i}": i for i in range(4, WORDS)}
    made = tokenizers.Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    if around:
        made.post_processor = processors.TemplateProcessing(single=around, special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    made.add_special_tokens(special)
    return made


def texts():
    rng = np.random.default_rng(5)
    return [" ".join(f"w{rng.integers(4, WORDS)}" for _ in range(n)) for n in LENGTHS]


def make(checkpoint, out):
    folder = out / checkpoint.name
    model = checkpoint.model()
    model.save_pretrained(folder, max_shard_size=SHARD if checkpoint.name == "llama-sharded" else "1GB")
    (folder / "generation_config.json").unlink(missing_ok=True)
    tokenizer(checkpoint.special).save(str(folder / "tokenizer.json"), pretty=False)
    for change in checkpoint.then:
        change(folder)
    reference_states.write(folder, folder, texts())
    if checkpoint.same_as:
        original = out / checkpoint.same_as / "golden.f32"
        assert (folder / "golden.f32").read_bytes() == original.read_bytes(), checkpoint
    for name, config in adapters(checkpoint.name):
        place = folder / "adapters" / name
        save_adapter(model, config, checkpoint.name, place)
        if name != "zero":
            reference_states.write(folder, place, texts(), place)


def main(out):
    reference_states.quiet()
    torch.set_num_threads(1)
    for family in FAMILIES:
        for checkpoint in family():
            make(checkpoint, out)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
