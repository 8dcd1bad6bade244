/// Queries from topic to topic on a real broker, in a process of its own on the same machine. Knows
/// Kafka's client, for the loop that they are compared with, and the engine by SQL alone.
@NullMarked
package io.velostream.benchmarks.kafka;

import org.jspecify.annotations.NullMarked;
