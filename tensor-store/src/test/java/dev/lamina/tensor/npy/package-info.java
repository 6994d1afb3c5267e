@NullMarked
package dev.lamina.tensor.npy;

import org.jspecify.annotations.NullMarked;
