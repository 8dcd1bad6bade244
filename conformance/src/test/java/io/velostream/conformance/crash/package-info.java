/// Jobs that die at any point of their work with files, in a file system that loses what was not
/// made durable, and go on.
@NullMarked
package io.velostream.conformance.crash;

import org.jspecify.annotations.NullMarked;
