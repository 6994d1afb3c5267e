"""What the peers share: how they read texts and how they are driven.

A peer loads its model, says so in one line of JSON on standard output, and then answers each line of JSON on
standard input, {"rows", ...}, by one: {"seconds", "cpuSeconds", "rows", "tokens", "paddedTokens"}. It ends with its
standard input. Threads are given by OMP_NUM_THREADS and its kin, which are set where it is started.
"""

import json
import os
import sys
import time

import numpy as np
import tokenizers
import torch
import transformers

# Whatever a library prints must not get between the answers.
ANSWERS, sys.stdout = sys.stdout, sys.stderr


def answer(**content):
    print(json.dumps(content), file=ANSWERS, flush=True)


def use_threads():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


def texts(path):
    with open(path) as lines:
        return [json.loads(line)["text"] for line in lines]


def tokenizer(folder):
    read = tokenizers.Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    read.no_padding()
    read.no_truncation()
    return read


def generates(folder):
    """Whether a checkpoint is of a model that generates text, and so has a language-model head."""
    named = transformers.AutoConfig.from_pretrained(folder).architectures or []
    return any(name.endswith(("ForCausalLM", "LMHeadModel")) for name in named)


def load(auto, folder):
    """The model in float32, and the seconds that took."""
    started = time.perf_counter()
    model = auto.from_pretrained(folder, dtype=torch.float32, attn_implementation="sdpa").eval()
    return model, time.perf_counter() - started


def serve(load_seconds, run, rows):
    """Answers until the input ends.

    run: takes texts and the line's own settings; gives states [layers, rows, features], tokens and tokens computed,
    padding counted.
    """
    answer(loadSeconds=load_seconds, torch=torch.__version__, transformers=transformers.__version__)
    for line in sys.stdin:
        asked = json.loads(line)
        mine = rows[: asked["rows"]]
        started, cpu = time.perf_counter(), time.process_time()
        states, tokens, padded = run(mine, asked)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        if "states" in asked:
            np.ascontiguousarray(states, dtype="<f4").tofile(asked["states"])
        answer(seconds=seconds, cpuSeconds=cpu, rows=len(mine), tokens=tokens, paddedTokens=padded)
