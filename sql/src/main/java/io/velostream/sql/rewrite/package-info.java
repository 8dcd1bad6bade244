/// Syntax trees before validation: short forms become standard SQL, and what parses but cannot run
/// is refused where it stands.
@NullMarked
package io.velostream.sql.rewrite;

import org.jspecify.annotations.NullMarked;
