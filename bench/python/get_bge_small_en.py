"""bge-small-en as a Hugging Face checkpoint, out of the ONNX file that a Maven jar carries.

usage: get_bge_small_en.py ONNX_FOLDER OUT_FOLDER

ONNX_FOLDER holds model.onnx and tokenizer.json. A parameter keeps its name in that file, but for the weights of
products, which are named by the bias that follows them. Needs: onnx, torch, transformers.
"""

import os
import pathlib
import shutil
import sys

import numpy as np
import onnx
import torch
import transformers
from onnx import numpy_helper

# Not in the graph as a number: 384 features in heads of 32, as published.
HEADS = 12


def parameters(graph):
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    named = {name: array for name, array in arrays.items() if name.startswith(("embeddings.", "encoder."))}
    weight_of = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    for node in graph.node:
        if node.op_type == "Add":
            biases = [name for name in node.input if name.endswith(".bias") and "LayerNorm" not in name]
            weights = [weight_of[name] for name in node.input if weight_of.get(name) in arrays]
            if biases and weights:
                named[biases[0].removesuffix("bias") + "weight"] = arrays[weights[0]].T
    named.pop("embeddings.position_ids", None)
    return {name: torch.tensor(np.ascontiguousarray(array)) for name, array in named.items()}


def main(source, out):
    weights = parameters(onnx.load(source / "model.onnx").graph)
    words, features = weights["embeddings.word_embeddings.weight"].shape
    config = transformers.BertConfig(
        vocab_size=words,
        hidden_size=features,
        num_hidden_layers=1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")),
        num_attention_heads=HEADS,
        intermediate_size=weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        max_position_embeddings=weights["embeddings.position_embeddings.weight"].shape[0],
    )
    model = transformers.BertModel(config, add_pooling_layer=False)
    model.load_state_dict(weights)
    # In its place only when it is whole.
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    model.save_pretrained(part)
    shutil.copy(source / "tokenizer.json", part / "tokenizer.json")
    os.replace(part, out)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
