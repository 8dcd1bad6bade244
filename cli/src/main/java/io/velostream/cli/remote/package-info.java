/// Talks to a server: statements over HTTP, and their results as batches, so that they are printed
/// like those of a session.
@NullMarked
package io.velostream.cli.remote;

import org.jspecify.annotations.NullMarked;
