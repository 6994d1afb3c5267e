@NullMarked
package dev.lamina.extractor;

import org.jspecify.annotations.NullMarked;
