/// Rows that a program pushes in: a bounded buffer between the threads that add them and the
/// queries that read them. Not part of the public API.
@NullMarked
package io.velostream.engine.input;

import org.jspecify.annotations.NullMarked;
