/// Window arithmetic: pure functions over microseconds.
@NullMarked
package io.velostream.stream.time;

import org.jspecify.annotations.NullMarked;
