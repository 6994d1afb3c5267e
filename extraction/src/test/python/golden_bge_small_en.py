"""Golden hidden states of bge-small-en from Hugging Face transformers, for BgeSmallEnIT.

usage: golden_bge_small_en.py MODEL_FOLDER OUT_FOLDER

MODEL_FOLDER holds model.onnx and tokenizer.json as they are in the jar
dev.langchain4j:langchain4j-embeddings-bge-small-en. The weights are read out of model.onnx by the names of
the parameters (a product's weight by the name of the bias that follows it) into transformers' BertModel, which
computes output_hidden_states in float32. So nothing of the graph's own structure, which the tap rule reads, is
trusted. Needs: torch, transformers, tokenizers, onnx, numpy.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
import tokenizers
import torch
import transformers
from onnx import numpy_helper

MAX_TOKENS = 512
TEXTS = [
    "The hotel was clean, the staff friendly.",
    "No.",
    "Na\u00efve caf\u00e9s in \u6771\u4eac serve cr\u00e8me br\u00fbl\u00e9e \U0001f370 \u2014 \u00a312.50, isn't it? \u0395\u03bb\u03bb\u03ac\u03b4\u03b1",
    "where in a language model does a task live? " * 5,
    "layer by layer, " * 300,
    "[CLS] odd [SEP] tokens [MASK]\tand\nbreaks\u200b\u00a0 here",
]


def state_dict(model):
    weights = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    named = {name: array for name, array in weights.items() if "::" not in name}
    product_of = {n.output[0]: n.input[1] for n in model.graph.node if n.op_type == "MatMul"}
    for node in model.graph.node:
        if node.op_type != "Add":
            continue
        bias = [i for i in node.input if i.endswith(".bias") and "LayerNorm" not in i]
        product = [product_of[i] for i in node.input if product_of.get(i) in weights]
        if bias and product:
            named[bias[0].removesuffix("bias") + "weight"] = weights[product[0]].T
    return {name: torch.tensor(np.ascontiguousarray(a)) for name, a in named.items() if "position_ids" not in name}


def main(folder, out):
    model = onnx.load(folder / "model.onnx")
    weights = state_dict(model)
    words, features = weights["embeddings.word_embeddings.weight"].shape
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    config = transformers.BertConfig(
        vocab_size=words,
        hidden_size=features,
        num_hidden_layers=layers,
        num_attention_heads=12,
        intermediate_size=weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        max_position_embeddings=weights["embeddings.position_embeddings.weight"].shape[0],
    )
    bert = transformers.BertModel(config, add_pooling_layer=False).eval()
    missing, unexpected = bert.load_state_dict(weights, strict=False)
    assert not unexpected and not [m for m in missing if "position_ids" not in m], (missing, unexpected)

    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    ids, pooled = [], []
    for text in TEXTS:
        tokens = tokenizer.encode(text).ids
        ids.append(tokens)
        with torch.no_grad():
            states = bert(input_ids=torch.tensor([tokens]), output_hidden_states=True).hidden_states
        states = torch.stack(states)[:, 0]  # layers x tokens x features
        pooled.append(torch.stack([states[:, -1], states.mean(1), states[:, 0]]))
    # pooling (last-token, mean, cls) x layer x row x feature
    golden = torch.stack(pooled, dim=2).to(torch.float32).numpy()
    golden.astype("<f4").tofile(out / "golden.f32")
    about = {
        "model": "dev.langchain4j:langchain4j-embeddings-bge-small-en",
        "made with": {
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "tokenizers": tokenizers.__version__,
            "onnx": onnx.__version__,
        },
        "poolings": ["last-token", "mean", "cls"],
        "shape": list(golden.shape),
        "maxTokens": MAX_TOKENS,
        "texts": TEXTS,
        "ids": ids,
    }
    (out / "golden.json").write_text(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
