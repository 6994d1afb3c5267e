@NullMarked
package dev.lamina.gateway.sweep;

import org.jspecify.annotations.NullMarked;
