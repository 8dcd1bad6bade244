/// Sinks that cannot be reached for a while: [Breaker] decides when one is tried again, and when
/// nobody tries any more; [RetryingWriter] does what was decided. Knows neither SQL nor any
/// connector.
@NullMarked
package io.velostream.runtime.retry;

import org.jspecify.annotations.NullMarked;
