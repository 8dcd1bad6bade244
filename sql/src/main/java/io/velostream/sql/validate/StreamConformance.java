package io.velostream.sql.validate;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/// What is allowed: all that Calcite knows, and names given further left in a SELECT list, where no
/// column has them.
final class StreamConformance extends SqlDelegatingConformance {
  static final StreamConformance INSTANCE = new StreamConformance();

  private StreamConformance() {
    super(SqlConformanceEnum.LENIENT);
  }

  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.LEFT_TO_RIGHT;
  }
}
