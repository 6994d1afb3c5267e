/// numpy's number types and its `.npy` files.
@NullMarked
package dev.lamina.tensor.npy;

import org.jspecify.annotations.NullMarked;
