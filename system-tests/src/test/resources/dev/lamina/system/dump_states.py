"""Writes the states of all activations in a store as plain numbers, and tells what they are.

usage: dump_states.py STORE OUT: for each array a file OUT/DIGEST.f32, [layer, row, feature]; JSON to standard output.
"""

import json
import sys
from pathlib import Path

import zarr

store, out = Path(sys.argv[1]), Path(sys.argv[2])
found = []
for folder in sorted(store.glob("activations/*")):
    group = zarr.open_group(folder, mode="r")
    states = group["states"]
    states[:].astype("<f4").tofile(out / f"{folder.name}.f32")
    found.append(
        {
            "file": f"{folder.name}.f32",
            "shape": states.shape,
            "dtype": str(states.dtype),
            "rowIds": [str(row) for row in group["row_id"][:]],
            "made": states.attrs["provenance"],
        }
    )
json.dump(found, sys.stdout)
