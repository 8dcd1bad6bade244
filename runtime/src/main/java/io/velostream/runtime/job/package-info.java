/// A statement from its readers to its writer.
@NullMarked
package io.velostream.runtime.job;

import org.jspecify.annotations.NullMarked;
