package io.velostream.sql.dialect;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// Rewrites calls of one function of a dialect.
@FunctionalInterface
interface DialectRule {
  /// What the call means, or `null` to leave it as it is. Its arguments have been rewritten.
  @Nullable SqlNode rewrite(SqlCall call);
}
