@NullMarked
package dev.lamina.gateway.spec;

import org.jspecify.annotations.NullMarked;
