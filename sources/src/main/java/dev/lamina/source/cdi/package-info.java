/// The fetcher of sources as a bean of a service, and its settings.
@NullMarked
package dev.lamina.source.cdi;

import org.jspecify.annotations.NullMarked;
