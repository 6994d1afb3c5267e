"""Tiny transformers of random weights with golden hidden states, for TinyModelsTest.

usage: tiny_models.py OUT_FOLDER

Each architecture is made by Hugging Face transformers with 2 blocks of 16 features, exported to ONNX by torch's tracer, and run by
transformers one row at a time (output_hidden_states, float32). Every tensor and node of the graph but the inputs is then renamed to
a number, so nothing can be told from names. Needs: torch, transformers, tokenizers, onnx, numpy.
"""

import json
import pathlib
import sys
import tempfile

import numpy as np
import onnx
import tokenizers
import torch
import transformers as t
from tokenizers import models, pre_tokenizers, processors

WORDS, FEATURES, BLOCKS, HEADS, INNER, POSITIONS = 48, 16, 2, 2, 24, 24
BERT = dict(
    vocab_size=WORDS,
    hidden_size=FEATURES,
    num_hidden_layers=BLOCKS,
    num_attention_heads=HEADS,
    intermediate_size=INNER,
    max_position_embeddings=POSITIONS,
)


def architectures():
    # a post-norm encoder
    yield "bert", t.BertModel(t.BertConfig(**BERT), add_pooling_layer=False)
    # positions counted over the tokens that are not padding, from 2 on
    yield "roberta", t.RobertaModel(
        t.RobertaConfig(**BERT | dict(max_position_embeddings=POSITIONS + 2, pad_token_id=1)), add_pooling_layer=False
    )
    # pre-norm, learned positions, a head on words
    yield "gpt2", t.GPT2LMHeadModel(
        t.GPT2Config(
            vocab_size=WORDS, n_embd=FEATURES, n_layer=BLOCKS, n_head=HEADS, n_positions=POSITIONS, use_cache=False
        )
    )
    # attention and MLP in parallel: one residual segment a block
    yield "neox", t.GPTNeoXModel(t.GPTNeoXConfig(**BERT, use_cache=False))
    # RMS norms, rotary positions, grouped queries, a head on words
    yield "qwen3", t.Qwen3ForCausalLM(
        t.Qwen3Config(**BERT, num_key_value_heads=1, head_dim=8, use_cache=False)
    )
    # relative positions
    yield "t5", t.T5EncoderModel(
        t.T5Config(vocab_size=WORDS, d_model=FEATURES, d_kv=8, d_ff=INNER, num_layers=BLOCKS, num_heads=HEADS)
    )


class Export(torch.nn.Module):
    def __init__(self, model, names):
        super().__init__()
        self.model = model
        self.names = names

    def forward(self, *values):
        out = self.model(**dict(zip(self.names, values)), return_dict=True)
        return out.logits if "logits" in out else out.last_hidden_state


def rename(model):
    names = {i.name: i.name for i in model.graph.input} | {"": ""}
    number = lambda name: names.setdefault(name, str(len(names)))
    for tensor in model.graph.initializer:
        tensor.name = number(tensor.name)
    for node in model.graph.node:
        node.ClearField("name")
        node.ClearField("doc_string")
        node.input[:] = [number(i) for i in node.input]
        node.output[:] = [number(o) for o in node.output]
    for output in model.graph.output:
        output.name = number(output.name)
    model.graph.ClearField("value_info")
    return model


def export(model, file, names):
    tokens = torch.randint(2, WORDS, (2, 5))
    values = (tokens, torch.ones_like(tokens), torch.zeros_like(tokens))[: len(names)]
    axes = {name: {0: "rows", 1: "tokens"} for name in [*names, "output"]}
    with tempfile.TemporaryDirectory() as folder:
        raw = folder + "/model.onnx"
        torch.onnx.export(
            Export(model, names).eval(),
            values,
            raw,
            input_names=names,
            output_names=["output"],
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        onnx.save(rename(onnx.load(raw)), file)


def tokenizer():
    words = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3} | {f"w{i}": i for i in range(4, WORDS)}
    made = tokenizers.Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    made.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    return made


def main(out):
    torch.manual_seed(7)
    rng = np.random.default_rng(3)
    texts = [" ".join(f"w{rng.integers(4, WORDS)}" for _ in range(n)) for n in (1, 5, 22, 9, 3, 22, 14)]
    tokenize = tokenizer()
    shapes = {}
    for name, model in architectures():
        model.set_attn_implementation("eager")
        model = model.eval()
        with torch.no_grad():
            for parameter in model.parameters():  # no norm stays the identity, no bias zero
                parameter.add_(0.3 * torch.randn_like(parameter))
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        names = ["input_ids", "attention_mask", "token_type_ids"][: 3 if name == "bert" else 2]
        export(model, folder / "model.onnx", names)
        tokenize.save(str(folder / "tokenizer.json"), pretty=False)
        pooled = []
        for text in texts:
            ids = torch.tensor([tokenize.encode(text).ids])
            with torch.no_grad():
                out_states = model(input_ids=ids, attention_mask=torch.ones_like(ids), output_hidden_states=True)
            states = torch.stack(out_states.hidden_states)[:, 0]
            pooled.append(torch.stack([states[:, -1], states.mean(1), states[:, 0]]))
        # pooling (last-token, mean, cls) x layer x row x feature
        golden = torch.stack(pooled, dim=2).numpy()
        golden.astype("<f4").tofile(folder / "golden.f32")
        about = {
            "made with": {m.__name__: m.__version__ for m in (torch, t, tokenizers, onnx)},
            "poolings": ["last-token", "mean", "cls"],
            "shape": list(golden.shape),
            "texts": texts,
        }
        (folder / "golden.json").write_text(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(pathlib.Path(sys.argv[1]))
