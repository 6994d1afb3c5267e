/// What a sweep leaves behind: manifest and report.
@NullMarked
package dev.lamina.gateway.report;

import org.jspecify.annotations.NullMarked;
