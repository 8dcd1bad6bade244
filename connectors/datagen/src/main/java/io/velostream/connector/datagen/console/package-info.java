/// Outputs that are no tables of their own: `print` shows rows on standard output, `blackhole`
/// drops them.
@NullMarked
package io.velostream.connector.datagen.console;

import org.jspecify.annotations.NullMarked;
