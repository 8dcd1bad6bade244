/// The real world behind the seams: the system's clock, its file system, its randomness.
///
/// Start at [SystemWorld#create()]. Nothing else in production code touches these.
@NullMarked
package io.velostream.runtime.system;

import org.jspecify.annotations.NullMarked;
