/// Input that is malformed, damaged or made to hurt: every row of it is an answer or an error that
/// says why, and nothing crashes. Heavy ones, which need a process with a small heap, are tested
/// with the command.
@NullMarked
package io.velostream.conformance.input;

import org.jspecify.annotations.NullMarked;
