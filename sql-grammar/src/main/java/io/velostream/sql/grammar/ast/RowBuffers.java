package io.velostream.sql.grammar.ast;

import io.velostream.sql.grammar.SqlSyntaxException;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Reads `OVER (ROWS WINDOW BUFFER n ROWS ...)` as the standard frame it stands for: the buffer
/// holds the current row and the n − 1 before it.
public final class RowBuffers {
  /// The place of ALLOW PARTIAL among a window's operands; it has no accessor that tells it absent.
  private static final int ALLOW_PARTIAL = 7;

  private RowBuffers() {}

  /// The number of rows of a buffer.
  ///
  /// @throws SqlSyntaxException unless it is a whole number of at least one
  public static SqlNumericLiteral checked(SqlLiteral rows) {
    SqlNumericLiteral number = (SqlNumericLiteral) rows;
    BigDecimal value = number.bigDecimalValue();
    if (!number.isInteger() || value == null || value.signum() <= 0) {
      throw SqlSyntaxException.at(
          rows.getParserPosition(),
          SqlSyntaxException.Code.INVALID_BUFFER,
          "a row buffer holds at least one row",
          "write for example ROWS WINDOW BUFFER 100 ROWS");
    }
    return number;
  }

  /// The window with its frame bounded by the buffer. Without a frame of its own it covers the
  /// whole buffer; a ROWS frame is cut to what the buffer holds; a RANGE frame stays as it is.
  public static SqlWindow toFrame(SqlWindow window, SqlNumericLiteral rows) {
    SqlParserPos pos = rows.getParserPosition();
    SqlNode lower = window.getLowerBound();
    SqlNode upper = window.getUpperBound();
    if (lower != null && !window.isRows()) {
      return window;
    }
    BigDecimal before = rows.bigDecimalValue().subtract(BigDecimal.ONE);
    if (lower == null || reachesBeyond(lower, before)) {
      lower =
          before.signum() == 0
              ? SqlWindow.createCurrentRow(pos)
              : SqlWindow.createPreceding(
                  SqlLiteral.createExactNumeric(before.toPlainString(), pos), pos);
    }
    return SqlWindow.create(
        window.getDeclName(),
        window.getRefName(),
        window.getPartitionList(),
        window.getOrderList(),
        SqlLiteral.createBoolean(true, pos),
        lower,
        upper == null ? SqlWindow.createCurrentRow(pos) : upper,
        (SqlLiteral) window.getOperandList().get(ALLOW_PARTIAL),
        window.getExclude(),
        window.getParserPosition());
  }

  private static boolean reachesBeyond(SqlNode bound, BigDecimal before) {
    if (SqlWindow.isUnboundedPreceding(bound)) {
      return true;
    }
    if (bound.getKind() != SqlKind.PRECEDING) {
      return false;
    }
    SqlNode distance = ((SqlCall) bound).operand(0);
    return distance instanceof SqlNumericLiteral number
        && number.bigDecimalValue().compareTo(before) > 0;
  }
}
