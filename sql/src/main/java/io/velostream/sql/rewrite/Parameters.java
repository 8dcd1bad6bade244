package io.velostream.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// The question marks of a statement, in the order written.
public final class Parameters {
  private Parameters() {}

  /// How many there are.
  public static int count(SqlNode statement) {
    return indexes(statement).size();
  }

  /// A copy of the statement with values in their place.
  ///
  /// @param values one for each
  public static SqlNode replace(SqlNode statement, List<SqlNode> values) {
    SqlNode replaced = statement.accept(new Replacement(indexes(statement), values));
    if (replaced == null) {
      throw new IllegalStateException("a statement was copied to nothing");
    }
    return replaced;
  }

  /// The parser counts through the whole script.
  private static List<Integer> indexes(SqlNode statement) {
    List<Integer> indexes = new ArrayList<>();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            indexes.add(parameter.getIndex());
            return null;
          }
        });
    return indexes.stream().distinct().sorted().toList();
  }

  private static final class Replacement extends SqlShuttle {
    private final List<Integer> indexes;
    private final List<SqlNode> values;

    Replacement(List<Integer> indexes, List<SqlNode> values) {
      this.indexes = indexes;
      this.values = values;
    }

    @Override
    public @Nullable SqlNode visit(SqlDynamicParam parameter) {
      return values.get(indexes.indexOf(parameter.getIndex())).clone(parameter.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      CallCopyingArgHandler arguments = new CallCopyingArgHandler(call, true);
      call.getOperator().acceptCall(this, call, false, arguments);
      return arguments.result();
    }
  }
}
