/// Jobs: what they are, the life of one as a function of events, when a failed one is tried again,
/// and the manager that runs many side by side.
///
/// Knows nothing of HTTP or of how the catalogue is kept. How a job is run is behind [JobLauncher],
/// so that checkpoints and parallel pipelines come in there.
@NullMarked
package io.velostream.server.job;

import org.jspecify.annotations.NullMarked;
