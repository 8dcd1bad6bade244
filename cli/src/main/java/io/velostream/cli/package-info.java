/// The command `velostream`: reads arguments, runs SQL in an embedded session, prints results.
///
/// [Main] is the entry point; `output` holds the result formats. Nothing here computes results.
@NullMarked
package io.velostream.cli;

import org.jspecify.annotations.NullMarked;
