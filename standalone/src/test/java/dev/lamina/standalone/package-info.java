@NullMarked
package dev.lamina.standalone;

import org.jspecify.annotations.NullMarked;
