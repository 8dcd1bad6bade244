/// What is measured: the scenarios, each a query over a generated table, with the same query for
/// the peer and what is known of the right answer.
@NullMarked
package io.velostream.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
