@NullMarked
package dev.lamina.system.chaos;

import org.jspecify.annotations.NullMarked;
