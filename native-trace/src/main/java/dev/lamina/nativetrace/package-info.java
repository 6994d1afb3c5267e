/// Writes down what a JVM touches by reflection, by whom: what a native executable has to be told
/// when it is built. GraalVM's own agent does this on a GraalVM alone; this one does it on any
/// JDK.
@NullMarked
package dev.lamina.nativetrace;

import org.jspecify.annotations.NullMarked;
