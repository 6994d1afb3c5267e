/// Where the layers of a model fall into sections, and how sure that is.
@NullMarked
package dev.lamina.metrics.section;

import org.jspecify.annotations.NullMarked;
