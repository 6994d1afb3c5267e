@NullMarked
package dev.lamina.gateway.plan;

import org.jspecify.annotations.NullMarked;
