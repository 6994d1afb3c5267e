/// From a source's name to files on this machine: local files, uploads, S3, a Hugging Face hub.
@NullMarked
package dev.lamina.source;

import org.jspecify.annotations.NullMarked;
