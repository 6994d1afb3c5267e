"""Writes the same numbers in many of the ways that numpy and zarr have, and prints what to expect.

Number (item, feature) of layer l is 100 l + 5 item + feature; a layer has 7 items, 5 features.
"""

import json
import os
import sys

import numpy
import zarr
from zarr.codecs import (
    BloscCodec,
    BytesCodec,
    Crc32cCodec,
    GzipCodec,
    ShardingCodec,
    ZstdCodec,
)

folder = sys.argv[1]
layer = numpy.arange(35).reshape(7, 5)
layers = numpy.stack([layer + 100 * number for number in range(3)])
cases = []


def case(name, layer=None, refused=None):
    cases.append({"name": name, "layer": layer, "refused": refused})


def npy(name, matrix, version=None):
    with open(os.path.join(folder, name), "wb") as file:
        numpy.lib.format.write_array(file, matrix, version=version)
    case(name)


def array(name, numbers, layer=None, refused=None, **options):
    options.setdefault("compressors", None)
    options.setdefault("chunks", (3, 2) if numbers.ndim == 2 else (2, 3, 2))
    created = zarr.create_array(
        os.path.join(folder, name), shape=numbers.shape, dtype=numbers.dtype, **options
    )
    created[...] = numbers
    case(name, layer, refused)


for kind in ("f2", "f4", "f8", "i4", "i8"):
    for order in "<>":
        npy(f"{kind}-{'big' if order == '>' else 'little'}.npy", layer.astype(order + kind))
npy("fortran.npy", numpy.asfortranarray(layer.astype("f4")))
for version in ((1, 0), (2, 0), (3, 0)):
    npy(f"version-{version[0]}.npy", layer.astype("f4"), version)

for kind in ("f2", "f4", "f8", "i4", "i8"):
    array(f"plain-{kind}", layer.astype(kind))
floats = layers.astype("f4")
array("layers", floats, 2)
array("one-chunk", layer.astype("f4"), chunks=(7, 5))
array("defaults", layer.astype("f4"), compressors="auto")
array("zstd", floats, 1, compressors=ZstdCodec(level=3, checksum=True))
array("gzip", floats, 1, compressors=GzipCodec(level=5))
array("gzip-crc", floats, 1, compressors=[GzipCodec(), Crc32cCodec()])
array("crc", floats, 0, compressors=Crc32cCodec())
array("big-endian", floats, 1, serializer=BytesCodec(endian="big"))
array("dots", floats, 1, chunk_key_encoding={"name": "default", "separator": "."})
array("v2-keys", floats, 1, chunk_key_encoding={"name": "v2", "separator": "."})
array("shards", floats, 2, chunks=(1, 2, 2), shards=(2, 4, 4))
array("shards-zstd", floats, 2, chunks=(1, 2, 2), shards=(2, 4, 4), compressors=ZstdCodec())
array("shards-2d", layer.astype("f4"), chunks=(2, 2), shards=(4, 4))
array(
    "index-first",
    floats,
    2,
    chunks=(2, 4, 4),
    serializer=ShardingCodec(
        chunk_shape=(1, 2, 2), codecs=[BytesCodec()], index_location="start"
    ),
)
array("gaps", numpy.where(floats < 112, 42, floats).astype("f4"), 2, fill_value=42)
array("shard-gaps", floats, 0, chunks=(1, 1, 1), shards=(2, 4, 4), fill_value=0)

array("no-layer", floats, None, "has layers 0 to 2; choose one")
array("layer-too-high", floats, 3, "has layers 0 to 2, no layer 3")
array("matrix-with-layer", layer.astype("f4"), 0, "has no layers; leave the layer out")
array("four", floats.reshape(3, 7, 5, 1), 0, "has 4 dimensions", chunks=(1, 7, 5, 1))
array("blosc", floats, 1, 'the codec "blosc"', compressors=BloscCodec())
array("truths", layer > 3, None, "holds bool; a matrix holds float16")
zarr.create_array(
    os.path.join(folder, "version-2"), shape=(7, 5), dtype="f4", zarr_format=2
)
case("version-2", None, "is Zarr version 2")
zarr.create_group(os.path.join(folder, "group"), zarr_format=3)
case("group", None, "is a Zarr group; give the folder of one of its arrays")
# Says it is large, and nothing of it is stored.
zarr.create_array(
    os.path.join(folder, "hollow"), shape=(16000, 16000), dtype="f8", chunks=(1000, 1000)
)
case("hollow", None, "only")
zarr.create_array(
    os.path.join(folder, "huge"), shape=(2**30, 2**30), dtype="f8", chunks=(1000, 1000)
)
case("huge", None, "at most")
numpy.save(os.path.join(folder, "vector.npy"), numpy.arange(3.0))
case("vector.npy", None, "has 1 dimensions; a matrix has 2")
numpy.save(os.path.join(folder, "layer.npy"), layer)
case("layer.npy", 1, "of a Zarr array only")
case("missing.npy", None, "is not there")

print(json.dumps(cases))
