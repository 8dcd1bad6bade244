/// Runs one plan in several pipelines, one per core, or several plans side by side, so that the
/// results do not depend on how many pipelines there are.
///
/// A [Worker] is one thread; it takes whichever of its [Task]s can go on, those nearest to the
/// result first, and none of them ever waits inside. [SourceTask]s read in turns and hand event
/// time from turn to turn in [Batons]; a [StageTask] is the engine of one pipeline over its share
/// of the keys, and takes the same steps as all others of its stage. At the end of an epoch each
/// leaves a [SavedTask], which [TeamSaves] put together and a [Restoration] shares out again.
/// [ParallelJob] puts them together.
///
/// Plans that read one table have a [Team], with a [Stem] each behind its readers and stages of
/// their own from there on. A [JoinedTeam] has two crews whose rows meet, a [Company] some that run
/// side by side.
@NullMarked
package io.velostream.runtime.parallel;

import org.jspecify.annotations.NullMarked;
