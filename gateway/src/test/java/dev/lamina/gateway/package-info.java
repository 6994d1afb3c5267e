@NullMarked
package dev.lamina.gateway;

import org.jspecify.annotations.NullMarked;
