/// An S3 server over a folder in a process of its own, for tests and for a development machine.
@NullMarked
package dev.lamina.servers.s3;

import org.jspecify.annotations.NullMarked;
