/// The seams: everything nondeterministic or outside the process comes in through these interfaces,
/// so that the production code also runs in a simulation under a seed. [Closing] closes together
/// what came through them.
@NullMarked
package io.velostream.stream.seam;

import org.jspecify.annotations.NullMarked;
