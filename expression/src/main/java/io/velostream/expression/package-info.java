/// Typed expressions over the columns of a batch, and the two ways to evaluate them.
///
/// [Expression] is the tree, [Program] one pipeline stage (a filter and projections), [Evaluator]
/// its executable form: compiled (`compile`) or interpreted (`interpret`), two twins that agree on
/// every value and every error. Functions come from the catalogue in `function`. Nothing here knows
/// SQL text, plans, operators or streams.
@NullMarked
package io.velostream.expression;

import org.jspecify.annotations.NullMarked;
