/// Tests.
@NullMarked
package io.velostream.runtime.system;

import org.jspecify.annotations.NullMarked;
