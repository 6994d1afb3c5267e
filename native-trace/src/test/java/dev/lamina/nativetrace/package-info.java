@NullMarked
package dev.lamina.nativetrace;

import org.jspecify.annotations.NullMarked;
