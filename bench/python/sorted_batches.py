"""A peer: transformers at its best, without the head, texts sorted by length and run in batches.

usage: sorted_batches.py CHECKPOINT TEXTS_JSONL

The batch size comes with each request. Texts of a batch are padded on the right to its longest; a batch that needs no
padding gets no mask, which is faster. No cache of keys and values is kept, and only the last token's states are.
"""

import sys

import numpy as np
import peer
import torch
import transformers


def padded(rows):
    """Token ids [texts, longest], and a mask where there is padding."""
    lengths = torch.tensor([len(row) for row in rows])
    ids = torch.zeros(len(rows), int(lengths.max()), dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
    mask = torch.arange(ids.shape[1])[None, :] < lengths[:, None]
    return ids, lengths, None if bool(mask.all()) else mask.long()


def main(folder, texts):
    peer.use_threads()
    model, load_seconds = peer.load(transformers.AutoModel, folder)
    model.config.use_cache = False
    tokenizer = peer.tokenizer(folder)

    @torch.inference_mode()
    def run(rows, asked):
        ids = [encoding.ids for encoding in tokenizer.encode_batch(rows)]
        order = sorted(range(len(ids)), key=lambda row: -len(ids[row]))
        states, computed = None, 0
        for first in range(0, len(order), asked["batch"]):
            batch = order[first : first + asked["batch"]]
            tokens, lengths, mask = padded([ids[row] for row in batch])
            hidden = model(input_ids=tokens, attention_mask=mask, output_hidden_states=True).hidden_states
            every = torch.arange(len(batch))
            pooled = torch.stack([layer[every, lengths - 1] for layer in hidden]).numpy()
            if states is None:
                states = np.empty((pooled.shape[0], len(rows), pooled.shape[2]), dtype=np.float32)
            states[:, batch] = pooled
            computed += tokens.numel()
        return states, sum(len(row) for row in ids), computed

    peer.serve(load_seconds, run, peer.texts(texts))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
