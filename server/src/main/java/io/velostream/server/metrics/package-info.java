/// Figures of jobs and of the process: as Prometheus reads them, and as rows. The only package that
/// knows the Prometheus client.
@NullMarked
package io.velostream.server.metrics;

import org.jspecify.annotations.NullMarked;
