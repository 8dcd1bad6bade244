package io.velostream.sql.rewrite;

import io.velostream.sql.grammar.ast.GroupWindow;
import io.velostream.sql.grammar.ast.PlainSelect;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.WindowFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// The ways to write a window, as table functions.
final class WindowShapes {
  private WindowShapes() {}

  /// Whether an element of GROUP BY is a window: `TUMBLE(ts, size)`, `HOP`, `SESSION`.
  static boolean isGroupFunction(SqlNode node) {
    return node instanceof SqlBasicCall call
        && call.getOperator() instanceof SqlFunction
        && switch (groupFunction(call)) {
          case "TUMBLE", "HOP", "SESSION" -> true;
          default -> false;
        };
  }

  /// The function's name; Calcite's parser writes a `$` before it where it is one of GROUP BY.
  private static String groupFunction(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return name.startsWith("$") ? name.substring(1) : name;
  }

  /// The table function of a window of either form.
  ///
  /// @param input a table or a query
  /// @param defaultTime the time column when the window names none
  static SqlNode tableFunction(
      SqlNode window, SqlNode input, String defaultTime, SqlParserPos pos) {
    return window instanceof GroupWindow clause
        ? ofClause(clause, input, defaultTime, pos)
        : ofFunction((SqlCall) window, input, pos);
  }

  private static SqlNode ofClause(
      GroupWindow window, SqlNode input, String defaultTime, SqlParserPos pos) {
    SqlIdentifier named = window.timeColumn();
    SqlIdentifier time = named == null ? new SqlIdentifier(defaultTime, pos) : column(named);
    SqlNode size = window.size();
    return switch (window.windowKind()) {
      case TUMBLING -> call(WindowFunction.TUMBLE, pos, input, time, size);
      case HOPPING, SLIDING -> call(WindowFunction.HOP, pos, input, time, advance(window), size);
      case CUMULATING -> call(WindowFunction.CUMULATE, pos, input, time, advance(window), size);
      case SESSION -> call(WindowFunction.SESSION_OF_GROUP, pos, input, time, size);
    };
  }

  private static SqlNode advance(GroupWindow window) {
    return Objects.requireNonNull(window.advance(), "the grammar has checked the durations");
  }

  @SuppressWarnings("ReferenceEquality") // the functions are singletons
  private static SqlNode ofFunction(SqlCall window, SqlNode input, SqlParserPos pos) {
    String name = groupFunction(window);
    WindowFunction function =
        switch (name) {
          case "TUMBLE" -> WindowFunction.TUMBLE;
          case "HOP" -> WindowFunction.HOP;
          default -> WindowFunction.SESSION_OF_GROUP;
        };
    int durations = window.operandCount() - 1;
    if (durations != (function == WindowFunction.HOP ? 2 : 1)) {
      throw FrontEndErrors.invalid(
          name
              + " in GROUP BY takes a time column and "
              + (name.equals("HOP") ? "two durations" : "a duration"),
          FrontEndErrors.position(window),
          name.equals("HOP")
              ? "write HOP(ts, INTERVAL '10' SECOND, INTERVAL '1' MINUTE)"
              : "write " + name + "(ts, INTERVAL '1' MINUTE)");
    }
    if (!(window.operand(0) instanceof SqlIdentifier time)) {
      throw FrontEndErrors.notSupported(
          "a window over an expression is",
          FrontEndErrors.position(window.operand(0)),
          "compute the time in a subquery or a computed column");
    }
    SqlNode[] rest = window.getOperandList().subList(1, durations + 1).toArray(SqlNode[]::new);
    return call(function, pos, input, column(time), rest);
  }

  private static SqlNode call(
      WindowFunction function,
      SqlParserPos pos,
      SqlNode input,
      SqlIdentifier time,
      SqlNode... durations) {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(input);
    operands.add(SqlStdOperatorTable.DESCRIPTOR.createCall(time.getParserPosition(), time));
    operands.addAll(List.of(durations));
    return function.createCall(pos, operands);
  }

  /// The column without the name of its table: the function has one input.
  private static SqlIdentifier column(SqlIdentifier name) {
    return name.isSimple()
        ? name
        : new SqlIdentifier(name.names.getLast(), name.getParserPosition());
  }

  /// Whether it is `SESSION(TABLE t PARTITION BY …, …)`.
  static boolean isSessionOfPartitions(SqlCall call) {
    return call.getOperator() instanceof SqlFunction function
        && function.getName().equalsIgnoreCase("SESSION")
        && call.operandCount() > 1
        && partitioned(call.operand(0)) != null;
  }

  /// The same session with its keys as a second DESCRIPTOR.
  static SqlCall keysAsDescriptor(SqlCall session) {
    List<SqlNode> operands = new ArrayList<>(session.getOperandList());
    SqlCall table = Objects.requireNonNull(partitioned(operands.get(0)));
    SqlNodeList keys = table.operand(1);
    boolean named = operands.get(0).getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
    operands.set(0, assign(table.operand(0), "DATA", named));
    if (!keys.isEmpty()) {
      SqlNode descriptor =
          SqlStdOperatorTable.DESCRIPTOR.createCall(keys.getParserPosition(), keys.getList());
      operands.add(2, assign(descriptor, "KEY", named));
    }
    return session.getOperator().createCall(session.getParserPosition(), operands);
  }

  /// Whether it is a window over rows: `TUMBLE(TABLE t, DESCRIPTOR(ts), …)`.
  static boolean isTableFunction(SqlCall call) {
    return call.getOperator() instanceof SqlFunction
        && call.operandCount() > 1
        && switch (groupFunction(call)) {
          case "TUMBLE", "HOP", "CUMULATE", "SESSION" -> true;
          default -> false;
        };
  }

  /// The same function over `SELECT *` from its rows, where those are the rows of a UNION,
  /// INTERSECT or EXCEPT: Calcite would hand on the sides, and not what becomes of them.
  static SqlNode overOneQuery(SqlCall window) {
    SqlNode operand = window.operand(0);
    boolean named = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
    SqlNode rows = named ? ((SqlCall) operand).operand(0) : operand;
    if (!SqlKind.SET_QUERY.contains(rows.getKind()) && rows.getKind() != SqlKind.WITH) {
      return window;
    }
    List<SqlNode> operands = new ArrayList<>(window.getOperandList());
    operands.set(0, assign(PlainSelect.all(rows, rows.getParserPosition()), "DATA", named));
    return window.getOperator().createCall(window.getParserPosition(), operands);
  }

  private static SqlNode assign(SqlNode value, String name, boolean named) {
    SqlParserPos pos = value.getParserPosition();
    return named
        ? SqlStdOperatorTable.ARGUMENT_ASSIGNMENT.createCall(
            pos, value, new SqlIdentifier(name, pos))
        : value;
  }

  private static @Nullable SqlCall partitioned(SqlNode operand) {
    SqlNode value =
        operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT ? ((SqlCall) operand).operand(0) : operand;
    return value.getKind() == SqlKind.SET_SEMANTICS_TABLE ? (SqlCall) value : null;
  }
}
