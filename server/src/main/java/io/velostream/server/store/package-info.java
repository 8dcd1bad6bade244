/// Small objects in the data directory that survive the process: one file each, replaced in one
/// step, with a checksum. Knows nothing of what is in them.
@NullMarked
package io.velostream.server.store;

import org.jspecify.annotations.NullMarked;
