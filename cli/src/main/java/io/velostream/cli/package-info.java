/** The {@code velostream} command. */
@NullMarked
package io.velostream.cli;

import org.jspecify.annotations.NullMarked;
