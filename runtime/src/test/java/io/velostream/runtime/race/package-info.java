/// How threads meet: [Interleavings] runs compiled code of two threads in every order that there
/// is, and knows which accesses nothing puts in order; a [Race] has real threads do it many times.
@NullMarked
package io.velostream.runtime.race;

import org.jspecify.annotations.NullMarked;
