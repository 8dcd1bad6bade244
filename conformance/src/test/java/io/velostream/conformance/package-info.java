/// Proof that the engine answers right: SQL in text files (`file`), and random queries against
/// DuckDB (`oracle`).
@NullMarked
package io.velostream.conformance;

import org.jspecify.annotations.NullMarked;
