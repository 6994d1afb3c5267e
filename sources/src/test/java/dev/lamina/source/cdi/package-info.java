@NullMarked
package dev.lamina.source.cdi;

import org.jspecify.annotations.NullMarked;
