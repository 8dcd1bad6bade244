/// The tables and views of the server, and the sessions that see them.
///
/// Each statement and each run of a job has a session of its own, made from the same definitions.
@NullMarked
package io.velostream.server.catalog;

import org.jspecify.annotations.NullMarked;
