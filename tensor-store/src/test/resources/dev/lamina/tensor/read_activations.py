"""Opens a group of activations with zarr and with xarray and prints what each sees."""

import json
import sys

import numpy
import xarray
import zarr

folder = sys.argv[1]
group = zarr.open_group(folder, mode="r", zarr_format=3)
states = group["states"]
dataset = xarray.open_zarr(folder, consolidated=False, zarr_format=3)

print(
    json.dumps(
        {
            "members": sorted(group.keys()),
            "dtype": str(states.dtype),
            "shape": states.shape,
            "shards": states.shards,
            "chunks": states.chunks,
            "fill_is_nan": bool(numpy.isnan(states.fill_value)),
            "attributes": dict(states.attrs),
            "states": states[:].tolist(),
            "row_id": group["row_id"][:].tolist(),
            "one_layer": states[1].tolist(),
            "xarray_dims": list(dataset["states"].dims),
            "xarray_states": dataset["states"].values.tolist(),
            "xarray_row_id": dataset["states"].coords["row_id"].values.tolist(),
        }
    )
)
