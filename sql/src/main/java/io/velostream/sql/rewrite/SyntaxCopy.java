package io.velostream.sql.rewrite;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Copies syntax trees. Calcite's validator writes into the tree that it is given; the statement's
/// own must stay as it was written.
public final class SyntaxCopy extends SqlShuttle {
  private SyntaxCopy() {}

  /// A tree that shares nothing that can change.
  public static SqlNode of(SqlNode node) {
    SqlNode copy = node.accept(new SyntaxCopy());
    if (copy == null) {
      throw new IllegalStateException("a tree was copied to nothing");
    }
    return copy;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler arguments = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, arguments);
    return arguments.result();
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    return identifier.clone(identifier.getParserPosition());
  }
}
