/// Operators that keep a delta back for a while: until it is final ([HoldUntilFinal]) or until the
/// next tick of the clock ([Throttle]).
@NullMarked
package io.velostream.operators.hold;

import org.jspecify.annotations.NullMarked;
