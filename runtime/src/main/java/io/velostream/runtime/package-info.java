/// Runs plans: `pipeline` drives operators step by step, `lower` makes operators from plan nodes,
/// `table` keeps rows in memory (results, late rows, errors), `job` runs a statement from its
/// readers to its writer, `parallel` runs it in several pipelines, between which `exchange` carries
/// rows, `system` is the real world behind the seams.
///
/// This module knows plan records and connectors, but no SQL.
@NullMarked
package io.velostream.runtime;

import org.jspecify.annotations.NullMarked;
