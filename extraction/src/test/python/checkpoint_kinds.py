"""The checkpoints that tiny_checkpoints.py makes: a family's classes and settings, with the twists that are met in the wild."""

from __future__ import annotations

import functools
import zlib
from typing import NamedTuple

import torch
import transformers as t
from published_files import (
    with_bert_names_of_old,
    with_defaults_left_out,
    with_fewer_tokens,
    with_gpt2_buffers,
    with_legacy_gelu,
    with_neox_buffers,
    with_old_config,
    with_rope_type_of_old,
    with_rotary_buffers,
    with_window_not_in_use,
)

WORDS, POSITIONS, WINDOW = 48, 24, 8
SPREAD = {16: 0.3, 32: 0.2}  # of the weights, by the features: a product neither vanishes nor saturates
BERT = dict(
    vocab_size=WORDS,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=24,
    max_position_embeddings=POSITIONS,
)
NEOX = BERT | dict(hidden_size=32, num_hidden_layers=3)  # heads of 16, of which a quarter turns
LLAMA = BERT | dict(
    num_hidden_layers=3,
    num_attention_heads=4,
    num_key_value_heads=2,
    head_dim=4,
    bos_token_id=2,
    eos_token_id=3,
)
WIDE = LLAMA | dict(hidden_size=32, head_dim=8)  # four frequencies
GPT2 = dict(vocab_size=WORDS, n_embd=16, n_layer=3, n_head=2, n_positions=POSITIONS)
GEMMA = LLAMA | dict(num_hidden_layers=4, head_dim=8)


def rope(kind="default", theta=10_000.0, **more):
    return dict(rope_parameters=dict(rope_type=kind, rope_theta=theta, **more))


# wavelengths 6, 12, 23 and 43: one stays, one lies between, two are stretched
LLAMA3 = dict(max_position_embeddings=64) | rope(
    "llama3", 13.0, factor=4.0, low_freq_factor=1.0, high_freq_factor=2.0, original_max_position_embeddings=16
)
YARN = dict(max_position_embeddings=64) | rope(
    "yarn", 30.0, factor=4.0, original_max_position_embeddings=16, beta_fast=2.0, beta_slow=0.25
)
GEMMA2 = dict(sliding_window=WINDOW, attn_logit_softcapping=3.0, query_pre_attn_scalar=11)
GEMMA3 = dict(
    sliding_window=WINDOW,
    layer_types=["sliding_attention", "sliding_attention", "full_attention", "sliding_attention"],
    query_pre_attn_scalar=11,
    rope_parameters={
        "sliding_attention": dict(rope_type="default", rope_theta=100.0),
        "full_attention": dict(rope_type="linear", factor=4.0, rope_theta=1_000.0),
    },
)


def without(settings, key):
    return {k: v for k, v in settings.items() if k != key}


class Checkpoint(NamedTuple):
    name: str
    kind: type
    settings: dict
    special: str = "[CLS] $A"  # tokens around a text
    dtype: torch.dtype = torch.float32
    then: tuple = ()  # what is done to the files
    same_as: str | None = None  # the checkpoint whose weights it has, and whose states it has to have

    def model(self):
        torch.manual_seed(zlib.crc32((self.same_as or self.name).encode()))
        made = self.kind(self.kind.config_class(**self.settings))
        with torch.no_grad():
            for parameter in made.parameters():  # no norm stays the identity, no bias zero
                parameter.add_(SPREAD[made.config.hidden_size] * torch.randn_like(parameter))
        return made.to(self.dtype)


def llamas():
    make = functools.partial(Checkpoint, kind=t.LlamaForCausalLM)
    tied = LLAMA | dict(tie_word_embeddings=True) | rope(theta=500.0)
    yield make("llama", settings=tied)
    yield make("llama-oldconfig", settings=tied, then=(with_old_config,), same_as="llama")
    yield make("llama-bfloat16", settings=tied, dtype=torch.bfloat16)
    yield make("llama-float16", settings=tied, dtype=torch.float16)
    yield make("llama-untied", settings=LLAMA, then=(with_rotary_buffers,))
    yield make("llama-sharded", settings=LLAMA, same_as="llama-untied")
    yield make("llama-bias", settings=LLAMA | dict(attention_bias=True, mlp_bias=True))
    yield make("llama3-rope", settings=WIDE | LLAMA3)
    yield make("llama3-rope-oldconfig", settings=WIDE | LLAMA3, then=(with_old_config,), same_as="llama3-rope")
    linear = WIDE | rope("linear", factor=4.0)
    yield make("llama-linear-rope", settings=linear)
    then = (with_old_config, with_rope_type_of_old)
    yield make("llama-linear-rope-oldconfig", settings=linear, then=then, same_as="llama-linear-rope")
    yield make("llama-dynamic-rope", settings=WIDE | rope("dynamic", factor=4.0))
    yield make("llama-yarn-rope", settings=WIDE | YARN)
    yield make("mistral", kind=t.MistralForCausalLM, settings=LLAMA | dict(sliding_window=WINDOW))


def qwens():
    make = functools.partial(Checkpoint, kind=t.Qwen2ForCausalLM, special="")
    qwen2 = without(LLAMA, "head_dim") | dict(num_hidden_layers=4)
    sliding = qwen2 | dict(use_sliding_window=True, sliding_window=WINDOW, max_window_layers=2)
    full = qwen2 | dict(tie_word_embeddings=True)
    yield make("qwen2", settings=full)
    yield make("qwen2-oldconfig", settings=full, then=(with_old_config, with_window_not_in_use), same_as="qwen2")
    yield make("qwen2-sliding", settings=sliding)
    yield make("qwen2-sliding-oldconfig", settings=sliding, then=(with_old_config,), same_as="qwen2-sliding")
    yield make("qwen3", kind=t.Qwen3ForCausalLM, settings=LLAMA | dict(head_dim=8, tie_word_embeddings=True))


def gemmas():
    gemma = GEMMA | dict(num_key_value_heads=1)
    yield Checkpoint("gemma", t.GemmaForCausalLM, gemma)
    then = (with_old_config, with_legacy_gelu)
    yield Checkpoint("gemma-oldconfig", t.GemmaForCausalLM, gemma, then=then, same_as="gemma")
    yield Checkpoint("gemma2", t.Gemma2ForCausalLM, GEMMA | GEMMA2)
    yield Checkpoint("gemma2-oldconfig", t.Gemma2ForCausalLM, GEMMA | GEMMA2, then=(with_old_config,), same_as="gemma2")
    yield Checkpoint("gemma3_text", t.Gemma3ForCausalLM, GEMMA | GEMMA3)
    yield Checkpoint("gemma3_text-oldconfig", t.Gemma3ForCausalLM, GEMMA | GEMMA3, then=(with_old_config,), same_as="gemma3_text")


def frugal():
    """Each family with as much as possible left to its defaults."""
    deep = GEMMA | dict(num_hidden_layers=6)  # the sixth block sees all
    few = without(LLAMA, "head_dim")
    make = functools.partial(Checkpoint, then=(with_defaults_left_out,))
    yield make("llama-defaults", t.LlamaForCausalLM, few)
    yield make("mistral-defaults", t.MistralForCausalLM, LLAMA)
    yield make("qwen2-defaults", t.Qwen2ForCausalLM, few, special="")
    yield make("qwen2-sliding-defaults", t.Qwen2ForCausalLM, few | dict(use_sliding_window=True), special="")
    yield make("qwen3-defaults", t.Qwen3ForCausalLM, LLAMA, special="")
    yield make("gemma-defaults", t.GemmaForCausalLM, GEMMA)
    yield make("gemma2-defaults", t.Gemma2ForCausalLM, GEMMA)
    yield make("gemma3_text-defaults", t.Gemma3ForCausalLM, deep)
    yield make("gpt_neox-defaults", t.GPTNeoXForCausalLM, NEOX, special="")
    yield make("gpt2-defaults", t.GPT2LMHeadModel, GPT2, special="")


def gpts():
    neox = functools.partial(Checkpoint, kind=t.GPTNeoXForCausalLM, special="")
    yield neox("gpt_neox", settings=NEOX)
    yield neox("gpt_neox-sequential", settings=NEOX | dict(use_parallel_residual=False))
    yield neox("gpt_neox-published", settings=NEOX, dtype=torch.float16, then=(with_old_config, with_neox_buffers))
    gpt2 = functools.partial(Checkpoint, kind=t.GPT2LMHeadModel, special="")
    yield gpt2("gpt2", settings=GPT2)
    yield gpt2("gpt2-headless", kind=t.GPT2Model, settings=GPT2, then=(with_gpt2_buffers,))
    yield gpt2("gpt2-inverse-layer", settings=GPT2 | dict(scale_attn_by_inverse_layer_idx=True, n_inner=20))


def encoders():
    make = functools.partial(Checkpoint, special="[CLS] $A [SEP]")
    roberta = BERT | dict(max_position_embeddings=POSITIONS + 2, pad_token_id=1, type_vocab_size=1)
    yield make("bert", t.BertModel, BERT, then=(with_fewer_tokens,))
    yield make("bert-masked-lm", t.BertForMaskedLM, BERT)
    yield make("bert-published", t.BertForMaskedLM, BERT, then=(with_bert_names_of_old,), same_as="bert-masked-lm")
    yield make("roberta", t.RobertaForMaskedLM, roberta)
    yield make("xlm-roberta", t.XLMRobertaModel, roberta)


FAMILIES = (llamas, qwens, gemmas, gpts, encoders, frugal)
