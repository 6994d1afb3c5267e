/// Servers that tests and `./dev up` need, each in a child process.
@NullMarked
package dev.lamina.servers.process;

import org.jspecify.annotations.NullMarked;
