/// The public API, used as a program would.
@NullMarked
package io.velostream.engine;

import org.jspecify.annotations.NullMarked;
