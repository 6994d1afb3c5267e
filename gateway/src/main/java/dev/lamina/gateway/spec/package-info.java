/// A sweep's spec as its author wrote it: read, checked, all faults at once.
@NullMarked
package dev.lamina.gateway.spec;

import org.jspecify.annotations.NullMarked;
