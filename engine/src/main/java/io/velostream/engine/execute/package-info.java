/// Carries out compiled statements: one small class per kind of work. Not part of the public API.
@NullMarked
package io.velostream.engine.execute;

import org.jspecify.annotations.NullMarked;
