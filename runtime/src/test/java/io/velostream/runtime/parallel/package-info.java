/// Tests of what the pipelines of one run share.
@NullMarked
package io.velostream.runtime.parallel;

import org.jspecify.annotations.NullMarked;
