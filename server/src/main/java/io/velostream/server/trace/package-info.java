/// Spans of requests, statements and jobs, for whoever collects them. The only package that knows
/// OpenTelemetry. Off unless the server is told where to send them.
@NullMarked
package io.velostream.server.trace;

import org.jspecify.annotations.NullMarked;
