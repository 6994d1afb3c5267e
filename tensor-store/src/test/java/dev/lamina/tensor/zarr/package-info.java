@NullMarked
package dev.lamina.tensor.zarr;

import org.jspecify.annotations.NullMarked;
