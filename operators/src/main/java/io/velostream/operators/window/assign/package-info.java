/// Window table functions: each row gets `window_start`, `window_end` and `window_time`.
///
/// [WindowAssign] serves windows that follow from the row's time alone, [SessionAssign] those that
/// depend on its neighbours and thus hold rows.
@NullMarked
package io.velostream.operators.window.assign;

import org.jspecify.annotations.NullMarked;
