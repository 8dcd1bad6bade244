/// The server: `velostream server`. [io.velostream.server.VelostreamServer] puts together what the
/// packages below do each by itself: jobs, catalogue, statements, HTTP, metrics, and the data
/// directory.
///
/// Uses the engine through its public API. Unlike the engine it has threads, sockets and files.
@NullMarked
package io.velostream.server;

import org.jspecify.annotations.NullMarked;
