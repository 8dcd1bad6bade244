/// Checkpoints as files: what lies in the folder of a job, how it becomes durable, and how damage
/// is noticed. [CheckpointStore] is the folder, a [Manifest] says all about one epoch,
/// [BlockWriter] and [BlockReader] are the form of the files. Nothing here knows what a pipeline
/// is.
@NullMarked
package io.velostream.runtime.checkpoint.store;

import org.jspecify.annotations.NullMarked;
