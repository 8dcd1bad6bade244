/// SQL values as the Java objects that a program expects. Not part of the public API.
@NullMarked
package io.velostream.engine.value;

import org.jspecify.annotations.NullMarked;
