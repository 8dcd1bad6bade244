/// Tests of rows on their way from core to core.
@NullMarked
package io.velostream.runtime.exchange;

import org.jspecify.annotations.NullMarked;
