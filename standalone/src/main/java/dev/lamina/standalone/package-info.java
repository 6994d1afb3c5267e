/// The three services in one JVM, and the command line.
@NullMarked
package dev.lamina.standalone;

import org.jspecify.annotations.NullMarked;
