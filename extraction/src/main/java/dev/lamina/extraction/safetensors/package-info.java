/// Reads the directory of safetensors files: which tensor lies where. Never a weight itself.
@NullMarked
package dev.lamina.extraction.safetensors;

import org.jspecify.annotations.NullMarked;
