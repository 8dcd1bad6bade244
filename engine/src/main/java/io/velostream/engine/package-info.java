/// The embeddable API. Open a [Session], give it SQL.
@NullMarked
package io.velostream.engine;

import org.jspecify.annotations.NullMarked;
