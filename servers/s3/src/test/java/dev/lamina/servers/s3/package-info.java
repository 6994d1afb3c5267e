@NullMarked
package dev.lamina.servers.s3;

import org.jspecify.annotations.NullMarked;
