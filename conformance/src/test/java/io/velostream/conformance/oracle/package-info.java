/// The oracle: random queries over random changelogs, compared with DuckDB after every prefix of
/// the input. Start at [Oracle]; `QueryGenerator` says what is asked, `Fault` what must be noticed.
@NullMarked
package io.velostream.conformance.oracle;

import org.jspecify.annotations.NullMarked;
