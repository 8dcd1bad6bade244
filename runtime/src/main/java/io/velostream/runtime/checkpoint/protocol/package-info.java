/// When an epoch counts, and how to go on after a death: decisions only. [Protocol] has total
/// functions over what was found on disk and in the sinks; nothing here reads, writes or remembers.
/// A test walks through everything that can happen to two sinks and says that the invariants of
/// [Protocol] hold.
@NullMarked
package io.velostream.runtime.checkpoint.protocol;

import org.jspecify.annotations.NullMarked;
