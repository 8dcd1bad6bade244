/// JSON as trees, with limits on what is read.
@NullMarked
package io.velostream.server.json;

import org.jspecify.annotations.NullMarked;
