/// The whole runtime under a seed: sessions that run real statements in a world where the threads
/// of all pipelines take turns as a die says, time is a number, and files fail and lose what was
/// not forced. One number tells a whole history, and tells it again.
@NullMarked
package io.velostream.conformance.simulation;

import org.jspecify.annotations.NullMarked;
