/// Tests of the text formats.
@NullMarked
package io.velostream.connector.formats;

import org.jspecify.annotations.NullMarked;
