/// Tests of how plans are driven.
@NullMarked
package io.velostream.runtime.job;

import org.jspecify.annotations.NullMarked;
