/// Runs jobs that outlive their process. [CheckpointedJob] runs a plan in epochs: between two steps
/// it saves where the sources stand and what the operators remember, and has the sink make the rows
/// of the epoch visible, so that each row is seen once whatever dies when. [SharedCheckpointedJob]
/// does so in several pipelines, and [Savepoints] are where others ask for copies.
///
/// `protocol` decides, `store` keeps the files; this package does what was decided. It knows
/// neither SQL nor any connector.
@NullMarked
package io.velostream.runtime.checkpoint;

import org.jspecify.annotations.NullMarked;
