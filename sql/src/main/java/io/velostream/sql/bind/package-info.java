/// Calcite's row expressions to ours.
///
/// [ExpressionBinder] dispatches by operator to small rules; [Literals] reads constants. Function
/// calls are resolved against the catalogue of `expression`. Nothing here simplifies: what may
/// raise an error raises the same one afterwards.
@NullMarked
package io.velostream.sql.bind;

import org.jspecify.annotations.NullMarked;
