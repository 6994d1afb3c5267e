@NullMarked
package dev.lamina.system;

import org.jspecify.annotations.NullMarked;
