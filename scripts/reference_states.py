#!/usr/bin/env python3
"""The hidden states that Hugging Face transformers gives: what Lamina's own are held to.

usage: reference_states.py MODEL OUT [--adapter FOLDER] [--texts FILE] [--max-tokens N] [--dtype float32]

MODEL is a checkpoint folder (config.json, tokenizer.json, *.safetensors), --adapter a PEFT LoRA folder on top of it. Nothing is
fetched and no code out of the folder is run. The model runs without its head on words, with eager attention, in float32 whatever
the file holds, ONE ROW AT A TIME: no padding, no batch, nothing fused.

--texts is JSON lines: objects with an "input" (the rows of a task) or bare strings. Without it the texts are a dozen probes of our
own: ragged lengths, one token, several scripts, emoji, code, runs of whitespace, the empty string and one that has to be cut.

A text is read as Lamina reads it: by the model's own tokenizer.json, its padding and truncation off, its special tokens on. A text
of more than the allowed tokens is cut on the right and keeps its special tokens. Allowed is the least of --max-tokens, the table of
learned positions (where there is none, the config's max_position_embeddings) and the tokenizer's model_max_length.

OUT gets two files. golden.f32 holds little-endian float32, [pooling, layer, row, feature]: the pooling is last-token, mean (over all
tokens, special ones included) or cls (the first token); the layer is the index into transformers' hidden_states, so 0 is the output
of the embedding and the last one is taken after the final norm. golden.json holds the shape, the texts, their token ids, the tokens
allowed (maxTokens), the versions of all that took part, and under "unusable" the indices of the rows that have no states: a
text that is blank or has no token of its own, or states that are not finite. Such a row is NaN in golden.f32. Under "readOtherwise"
stand the indices of the texts that transformers' AutoTokenizer gives other tokens than tokenizer.json does, texts
that had to be cut left out; their states are those of tokenizer.json's tokens all the same.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import sys
import warnings
from pathlib import Path

PACKAGES = ("torch", "transformers", "tokenizers", "safetensors", "numpy", "peft")
INSTALL = "Install what this script needs: pip install -r requirements-goldens.txt"

try:
    import numpy as np
    import torch
    import transformers
    from reference_texts import NO_LIMIT, Refusal, Tokens, open_tokenizer, probes, read_texts, read_tokens, stated
    from safetensors.torch import load_file
except ModuleNotFoundError as missing:
    sys.exit(f"The Python package '{missing.name}' is missing. {INSTALL}")

POOLINGS = ("last-token", "mean", "cls")
DTYPES = ("float32", "float64", "bfloat16", "float16")
MAX_TOKENS = 512


# Model


def open_model(folder: Path, dtype: torch.dtype = torch.float32) -> torch.nn.Module:
    """The model without its head, every one of its weights from the file."""
    for needed in ("config.json", "tokenizer.json"):
        if not (folder / needed).is_file():
            raise Refusal(f"{folder} has no {needed}. Name a Hugging Face checkpoint folder.")
    try:
        model, report = transformers.AutoModel.from_pretrained(
            folder,
            dtype=dtype,
            attn_implementation="eager",
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            ignore_mismatched_sizes=True,  # to name them here
            output_loading_info=True,
        )
    except Exception as e:  # transformers raises a dozen kinds; the first line says what is wrong
        raise Refusal(f"transformers {transformers.__version__} cannot load {folder}: {first_line(e)}") from e
    misfits = sorted(report["mismatched_keys"])
    if misfits:
        name, found, wanted = misfits[0]
        raise Refusal(f"{folder}: {name} is {list(found)}, its config.json makes it {list(wanted)}. One of the two is another model's.")
    missing = sorted(key for key in report["missing_keys"] if not key.startswith("pooler."))
    if missing:
        raise Refusal(f"{folder} lacks {len(missing)} of the model's tensors, {missing[0]} for one. Copy it again.")
    if model.config.is_encoder_decoder:
        raise Refusal(f"{folder} is an encoder with a decoder ({model.config.model_type}). Only models of one stack are read.")
    return model.eval()


def with_adapter(model: torch.nn.Module, folder: Path) -> torch.nn.Module:
    """The model with a LoRA adapter on it, not merged; every tensor of the adapter has found its place."""
    try:
        import peft
    except ModuleNotFoundError as e:
        raise Refusal(f"The Python package '{e.name}' is missing. {INSTALL}") from e
    try:
        config = peft.PeftConfig.from_pretrained(str(folder), local_files_only=True)
        weights = load_file(folder / "adapter_model.safetensors")
    except Exception as e:
        raise Refusal(f"{folder} is no PEFT adapter that can be read: {first_line(e)}") from e
    if config.peft_type != peft.PeftType.LORA:
        raise Refusal(f"{folder} is a {config.peft_type.value} adapter. Only LoRA is read.")
    config.task_type = None  # no wrapper for a task: there is no head
    config.inference_mode = True
    host = beneath_head(model) if trained_with_head(model, weights) else model
    try:
        adapted = peft.PeftModel(host, config)
        found = peft.set_peft_model_state_dict(adapted, weights)
    except (ValueError, RuntimeError, KeyError) as e:
        raise Refusal(f"The adapter {folder} does not fit the model: {first_line(e)}") from e
    homeless = sorted(found.unexpected_keys)
    if homeless:
        raise Refusal(f"The adapter {folder} does not fit the model: {len(homeless)} of its tensors have no place, {homeless[0]} for one.")
    unset = sorted(key for key in found.missing_keys if "lora_" in key)
    if unset:
        raise Refusal(f"The adapter {folder} lacks {len(unset)} tensors that its adapter_config.json promises, {unset[0]} for one.")
    adapted.to(model.dtype).eval()
    return model  # its modules were replaced in place


def trained_with_head(model: torch.nn.Module, weights: dict[str, torch.Tensor]) -> bool:
    """Whether the adapter's names go by way of a class with a head: `...model.layers` for `...layers`."""
    prefix = model.base_model_prefix
    return not hasattr(model, prefix) and all(key.startswith(f"base_model.model.{prefix}.") for key in weights)


def beneath_head(model: torch.nn.Module) -> torch.nn.Module:
    """The model under the name that it has below a head, so that an adapter's names and patterns hold as they are."""
    head = torch.nn.Module()
    head.config = model.config
    head.is_gradient_checkpointing = False
    head.add_module(model.base_model_prefix, model)
    return head


def first_line(e: Exception) -> str:
    return (str(e).strip().split("\n") or [""])[0] or type(e).__name__


def token_limit(folder: Path, model: torch.nn.Module) -> int:
    """The most tokens that the model takes; NO_LIMIT where nothing says."""
    limits = [stated(folder / "tokenizer_config.json", "model_max_length")]
    table = learned_positions(model)
    # Where a table is there it is the truth: RoBERTa's config states two more.
    if table is None:
        limits += [stated(folder / "config.json", key) for key in ("max_position_embeddings", "n_positions")]
    else:
        limits.append(table)
    return min(limits)


def learned_positions(model: torch.nn.Module) -> int | None:
    for name, module in model.named_modules():
        if name.rpartition(".")[2] in ("position_embeddings", "wpe") and isinstance(module, torch.nn.Embedding):
            # Positions counted over the tokens start behind the padding index.
            counted_from = 0 if module.padding_idx is None else module.padding_idx + 1
            return module.num_embeddings - counted_from
    return None


# States


def pooled_states(model: torch.nn.Module, tokens: Tokens) -> torch.Tensor:
    """float64 [pooling, layer, feature]"""
    ids = torch.tensor([tokens.ids])
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    if getattr(model.config, "type_vocab_size", 0):
        inputs["token_type_ids"] = torch.tensor([tokens.types])
    with torch.no_grad():
        hidden = model(**inputs, output_hidden_states=True, use_cache=False).hidden_states
    states = torch.stack(hidden)[:, 0].double()  # layer x token x feature
    return torch.stack([states[:, -1], states.mean(1), states[:, 0]])


def states_of(model: torch.nn.Module, rows: list[Tokens]) -> tuple[np.ndarray, list[int]]:
    """float32 [pooling, layer, row, feature], and the rows that have none: NaN there."""
    of_row = {i: pooled_states(model, row).float().numpy() for i, row in enumerate(rows) if row.usable}
    if not of_row:
        raise Refusal("None of the texts has a token of its own.")
    nothing = np.full_like(next(iter(of_row.values())), np.nan)
    finite = {i: states for i, states in of_row.items() if np.isfinite(states).all()}
    states = np.stack([finite.get(i, nothing) for i in range(len(rows))], axis=2)
    return states, [i for i in range(len(rows)) if i not in finite]


def read_otherwise(folder: Path, texts: list[str], rows: list[Tokens], most: int) -> list[int]:
    """The texts that AutoTokenizer reads otherwise than the folder's tokenizer.json says; it rebuilds some tokenizers."""
    try:
        auto = transformers.AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        ids = auto(texts, truncation=False)["input_ids"]
        return [i for i, row in enumerate(rows) if row.usable and len(row.ids) < most and ids[i] != row.ids]
    except Exception:  # noqa: BLE001, whatever it is: then nobody reads the model by way of it
        return []


def versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            pass  # peft, where no adapter asks for it
    return found | {"torch": torch.__version__}


def write(
    model: Path,
    out: Path,
    texts: list[str] | None = None,
    adapter: Path | None = None,
    most: int = MAX_TOKENS,
    dtype: str = "float32",
    ask_auto: bool = False,
) -> tuple[int, ...]:
    """Writes golden.f32 and golden.json into `out`; the shape of the states."""
    network = open_model(model, getattr(torch, dtype))
    most = min(most, token_limit(model, network))
    if adapter is not None:
        network = with_adapter(network, adapter)
    tokenizer = open_tokenizer(model)
    texts = probes(most) if texts is None else texts
    rows = [read_tokens(tokenizer, text, most) for text in texts]
    states, unusable = states_of(network, rows)
    out.mkdir(parents=True, exist_ok=True)
    states.astype("<f4").tofile(out / "golden.f32")
    about = {
        "made with": versions(),
        "dtype": dtype,
        "poolings": POOLINGS,
        "shape": states.shape,
        "maxTokens": most,
        "unusable": unusable,
        "texts": texts,
        "ids": [row.ids for row in rows],
    }
    if ask_auto:
        about["readOtherwise"] = read_otherwise(model, texts, rows, most)
    (out / "golden.json").write_text(lines(about), encoding="utf-8")
    return states.shape


def lines(about: dict) -> str:
    """JSON with a line for each entry, and for each text and row of ids."""
    entries = []
    for key, value in about.items():
        if key in ("texts", "ids"):
            value = "[\n  " + ",\n  ".join(json.dumps(one) for one in value) + "\n ]"
        else:
            value = json.dumps(value)
        entries.append(f" {json.dumps(key)}: {value}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def quiet() -> None:
    warnings.simplefilter("ignore", FutureWarning)  # what the libraries tell each other
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    parser.add_argument("model", type=Path, metavar="MODEL")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--adapter", type=Path, metavar="FOLDER")
    parser.add_argument("--texts", type=Path, metavar="FILE")
    parser.add_argument("--max-tokens", type=int, default=MAX_TOKENS, metavar="N")
    parser.add_argument("--dtype", choices=DTYPES, default="float32")
    asked = parser.parse_args()
    if asked.max_tokens < 1:
        parser.error(f"--max-tokens is {asked.max_tokens}, it has to be at least 1")
    return asked


def main() -> int:
    asked = arguments()
    quiet()
    try:
        texts = read_texts(asked.texts) if asked.texts else None
        shape = write(asked.model, asked.out, texts, asked.adapter, asked.max_tokens, asked.dtype, ask_auto=True)
    except Refusal as e:
        print(e, file=sys.stderr)
        return 1
    print(f"{shape[2]} rows, {shape[1]} layers, {shape[3]} features: {asked.out}/golden.f32", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
