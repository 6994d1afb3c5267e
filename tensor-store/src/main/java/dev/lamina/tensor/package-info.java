/// Named artefacts, each created once, in a folder or on S3: activations as Zarr v3 arrays,
/// rows of tasks, scores. Also matrices that come from outside.
@NullMarked
package dev.lamina.tensor;

import org.jspecify.annotations.NullMarked;
