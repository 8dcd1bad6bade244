/// Tests of the figures.
@NullMarked
package io.velostream.server.metrics;

import org.jspecify.annotations.NullMarked;
