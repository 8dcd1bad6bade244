/// The settings of a session. Not part of the public API.
@NullMarked
package io.velostream.engine.settings;

import org.jspecify.annotations.NullMarked;
