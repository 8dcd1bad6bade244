package io.velostream.sql.match;

import io.velostream.columnar.Schema;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/// Gives expressions their types.
public interface MatchExpressions {
  /// Expressions over the columns of a row, in the order given.
  List<RexNode> expressions(List<SqlNode> expressions, Schema input);

  /// The algebra of an aggregate over rows.
  RelNode aggregate(SqlNode call, Schema input);
}
