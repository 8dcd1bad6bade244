/// The formats in which results are printed.
@NullMarked
package io.velostream.cli.output;

import org.jspecify.annotations.NullMarked;
