/// The part of the Zarr v3 format that Lamina reads and writes: documents, shards, codecs. It
/// knows no store.
@NullMarked
package dev.lamina.tensor.zarr;

import org.jspecify.annotations.NullMarked;
