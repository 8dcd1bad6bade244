/// Expressions evaluated by walking the tree for every row: slow and plain, and by definition
/// right.
@NullMarked
package io.velostream.expression.interpret;

import org.jspecify.annotations.NullMarked;
