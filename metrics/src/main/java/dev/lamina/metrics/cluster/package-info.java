/// Whether tasks of one declared cluster are more alike than tasks of different clusters.
@NullMarked
package dev.lamina.metrics.cluster;

import org.jspecify.annotations.NullMarked;
