/// State as bytes: how what operators remember is written, read back, and shared out among
/// pipelines.
///
/// [StateOutput] and [StateInput] are the two ends of the bytes: little-endian, in named and
/// versioned blocks, read with bounds checked. [KeyGroups], [KeyRange] and [KeyHasher] say which
/// pipeline a key belongs to: its rows and its state alike. Nothing here knows an operator, a file
/// or a checksum: whoever stores the bytes guards them against damage, and what is read here is
/// still checked as if nobody had.
@NullMarked
package io.velostream.state.snapshot;

import org.jspecify.annotations.NullMarked;
