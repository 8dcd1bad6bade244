/** What proves the engine as a whole: SQL files, oracles, simulations, rules of architecture. */
@NullMarked
package io.velostream.conformance;

import org.jspecify.annotations.NullMarked;
