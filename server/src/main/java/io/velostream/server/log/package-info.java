/// What the server says about itself, one line an event. Knows nothing of what the events are
/// about.
@NullMarked
package io.velostream.server.log;

import org.jspecify.annotations.NullMarked;
