"""Turns a checkpoint that transformers saves now into one as it was published: other names, more tensors, older settings."""

from __future__ import annotations

import json

import torch
import transformers
from safetensors.torch import load_file, save_file


def edit(file, change):
    settings = json.loads(file.read_text())
    change(settings)
    file.write_text(json.dumps(settings, indent=2, sort_keys=True) + "\n")


def setting(folder, *keys):
    config = json.loads((folder / "config.json").read_text())
    return next(config[key] for key in keys if key in config)


def blocks(folder):
    return range(setting(folder, "num_hidden_layers", "n_layer"))


def positions(folder):
    return setting(folder, "max_position_embeddings", "n_positions")


def with_old_config(folder):
    """The config as transformers 4 wrote it."""
    edit(folder / "config.json", as_transformers_4)


def as_transformers_4(config):
    config["torch_dtype"] = config.pop("dtype")
    config["transformers_version"] = "4.46.0"
    turning = config.pop("rope_parameters")
    if config["model_type"] == "gpt_neox":
        config |= dict(rotary_emb_base=turning["rope_theta"], rotary_pct=turning["partial_rotary_factor"], rope_scaling=None)
    elif config["model_type"] == "gemma3_text":
        config |= dict(sliding_window_pattern=3, rope_local_base_freq=turning["sliding_attention"]["rope_theta"])
        config |= scaling(turning["full_attention"])
    else:
        config |= scaling(turning)
    for key in ("layer_types", "_sliding_window_pattern"):
        config.pop(key, None)
    if config.get("head_dim") == config["hidden_size"] // config["num_attention_heads"]:
        del config["head_dim"]


def scaling(turning):
    turning = dict(turning)
    settings = dict(rope_theta=turning.pop("rope_theta"), rope_scaling=turning)
    if turning["rope_type"] == "default":
        settings["rope_scaling"] = None
    return settings


def with_rope_type_of_old(folder):
    """Its key before there were kinds other than linear and dynamic."""
    edit(folder / "config.json", lambda config: config.update(rope_scaling={"type": "linear", "factor": 4.0}))


def with_window_not_in_use(folder):
    edit(folder / "config.json", lambda config: config.update(use_sliding_window=False, sliding_window=8, max_window_layers=1))


def with_legacy_gelu(folder):
    """What the first Gemma's config calls gelu is the approximation by tanh."""
    edit(folder / "config.json", lambda config: config.update(hidden_act="gelu", hidden_activation=None))


def with_fewer_tokens(folder):
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 20}) + "\n")


def rewrite(folder, change):
    file = folder / "model.safetensors"
    save_file(change(load_file(file)), file, metadata={"format": "pt"})


def with_rotary_buffers(folder):
    """Files of Llama 2 still hold the frequencies."""
    turns = {f"model.layers.{i}.self_attn.rotary_emb.inv_freq": torch.tensor([1.0, 0.01]) for i in blocks(folder)}
    rewrite(folder, lambda tensors: tensors | turns)


def causal_mask(folder):
    tokens = positions(folder)
    return torch.tril(torch.ones(tokens, tokens))[None, None]


def with_gpt2_buffers(folder):
    """The published files hold the causal mask, and their config names the class with a head."""
    masks = {f"h.{i}.attn.bias": causal_mask(folder) for i in blocks(folder)}
    rewrite(folder, lambda tensors: tensors | masks)
    edit(folder / "config.json", lambda config: config.update(architectures=["GPT2LMHeadModel"]))


def with_neox_buffers(folder):
    """Pythia's files hold the causal mask, as booleans, and the frequencies."""
    buffers = {}
    for i in blocks(folder):
        attention = f"gpt_neox.layers.{i}.attention."
        buffers[attention + "bias"] = causal_mask(folder).bool()
        buffers[attention + "masked_bias"] = torch.tensor(-1e9)
        buffers[attention + "rotary_emb.inv_freq"] = torch.tensor([1.0, 0.01])
    rewrite(folder, lambda tensors: tensors | buffers)


def with_bert_names_of_old(folder):
    """bert-base-uncased calls the norms' tensors gamma and beta, and stores the positions' indices."""
    old = lambda name: name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")
    indices = {"bert.embeddings.position_ids": torch.arange(positions(folder))[None]}
    rewrite(folder, lambda tensors: {old(name): tensor for name, tensor in tensors.items()} | indices)


def with_defaults_left_out(folder):
    """The config of a frugal writer: what is as the family has it by default is not said."""
    edit(folder / "config.json", drop_defaults)


def drop_defaults(config):
    defaults = transformers.AutoConfig.for_model(config["model_type"]).to_dict()
    for key in [key for key, value in config.items() if key in defaults and defaults[key] == value]:
        if key != "model_type":
            del config[key]
