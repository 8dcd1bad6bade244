/// Tests.
@NullMarked
package io.velostream.connector.spi;

import org.jspecify.annotations.NullMarked;
