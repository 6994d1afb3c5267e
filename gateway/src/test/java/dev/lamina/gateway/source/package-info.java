@NullMarked
package dev.lamina.gateway.source;

import org.jspecify.annotations.NullMarked;
