/// HTTP: sweeps, plans, scores, findings, events.
@NullMarked
package dev.lamina.gateway.api;

import org.jspecify.annotations.NullMarked;
