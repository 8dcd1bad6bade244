/// Rewrites of plans. Each pass is one class; [Optimizer] is the list of them, with the reasons for
/// the order.
@NullMarked
package io.velostream.sql.optimize;

import org.jspecify.annotations.NullMarked;
