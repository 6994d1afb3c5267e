"""A peer: hidden states the way the paper's analysis takes them.

usage: paper_way.py CHECKPOINT TEXTS_JSONL

One text at a time through the model with its language-model head (where it has one), all hidden states asked for,
every token's states of all layers copied out to numpy, the last token's kept; at the end a file per layer.
"""

import pathlib
import sys
import tempfile

import numpy as np
import peer
import torch
import transformers


def main(folder, texts):
    peer.use_threads()
    auto = transformers.AutoModelForCausalLM if peer.generates(folder) else transformers.AutoModel
    model, load_seconds = peer.load(auto, folder)
    tokenizer = peer.tokenizer(folder)

    @torch.no_grad()
    def run(rows, asked):
        kept, tokens = [], 0
        for text in rows:
            ids = torch.tensor([tokenizer.encode(text).ids])
            answer = model(input_ids=ids, attention_mask=torch.ones_like(ids), output_hidden_states=True)
            every_token = torch.stack(answer.hidden_states)[:, 0].numpy()  # layers x tokens x features
            kept.append(every_token[:, -1].copy())
            tokens += ids.shape[1]
        states = np.stack(kept, axis=1)  # layers x rows x features
        with tempfile.TemporaryDirectory() as out:
            for layer, matrix in enumerate(states):
                np.save(pathlib.Path(out) / f"layer-{layer}.npy", matrix)
        return states, tokens, tokens

    peer.serve(load_seconds, run, peer.texts(texts))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
