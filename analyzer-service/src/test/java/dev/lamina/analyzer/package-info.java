@NullMarked
package dev.lamina.analyzer;

import org.jspecify.annotations.NullMarked;
