@NullMarked
package dev.lamina.gateway.findings;

import org.jspecify.annotations.NullMarked;
