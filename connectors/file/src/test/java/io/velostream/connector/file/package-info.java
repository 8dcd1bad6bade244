/// Tests of the file connector.
@NullMarked
package io.velostream.connector.file;

import org.jspecify.annotations.NullMarked;
