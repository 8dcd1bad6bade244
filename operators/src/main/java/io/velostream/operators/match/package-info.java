/// MATCH_RECOGNIZE: finds patterns of rows in each partition.
///
/// [MatchSpec] describes, [MatchOperator] runs. A pattern is compiled to a [PatternProgram]; an
/// [Attempt] runs it from one row on, over threads in order of preference that share what they have
/// in common in a [Trail]. [MatchPartition] keeps the rows, and says where the next attempt begins;
/// [MatchConditions] tests rows, [MatchOutput] computes the measures.
@NullMarked
package io.velostream.operators.match;

import org.jspecify.annotations.NullMarked;
