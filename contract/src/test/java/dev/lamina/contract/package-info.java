@NullMarked
package dev.lamina.contract;

import org.jspecify.annotations.NullMarked;
