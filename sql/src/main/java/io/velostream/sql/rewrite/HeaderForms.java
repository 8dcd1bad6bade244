package io.velostream.sql.rewrite;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.CatalogView;
import io.velostream.sql.dialect.Calls;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Puts the headers of the message that a row comes from into functions of headers that leave them
/// out: `HEADER('k')` becomes `HEADER(t._headers, 'k')`, see [MessageHeaders].
///
/// `SET_HEADER('k', v)` and `REMOVE_HEADER('k')` become values, `v` as text and what the header is.
/// They are for the SELECT list of a statement, where [WrittenHeaders] sees to it that what is
/// written has the headers.
public final class HeaderForms extends SqlShuttle {
  /// How many arguments a function has without headers.
  private static final Map<String, Integer> SHORT =
      Map.of(
          "HEADER",
          1,
          "HEADER_KEYS",
          0,
          "HAS_HEADER",
          1,
          WrittenHeaders.SET,
          2,
          WrittenHeaders.REMOVE,
          1,
          WrittenHeaders.CURRENT,
          0);

  private final MessageHeaders finder;
  private final @Nullable HeaderForms outer;
  private final @Nullable SqlNode from;

  /// The query whose SELECT list is what a statement gives.
  private final @Nullable SqlSelect statement;

  private HeaderForms(
      MessageHeaders finder,
      @Nullable HeaderForms outer,
      @Nullable SqlNode from,
      @Nullable SqlSelect statement) {
    this.finder = finder;
    this.outer = outer;
    this.from = from;
    this.statement = statement;
  }

  /// The query with headers in each function of them.
  ///
  /// @param whole whether it is all of a statement, and not a view's
  /// @throws UserException where there are no headers
  public static SqlNode rewrite(SqlNode query, CatalogView catalog, boolean whole) {
    HeaderForms forms =
        new HeaderForms(
            new MessageHeaders(catalog),
            null,
            null,
            whole ? WrittenHeaders.outermost(query) : null);
    SqlNode rewritten = query.accept(forms);
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  private HeaderForms within(SqlSelect select) {
    return new HeaderForms(finder, this, select.getFrom(), statement);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlSelect select -> within(select).select(select);
      case SqlWith with -> {
        finder.add(with);
        yield super.visit(with);
      }
      case SqlOrderBy order -> order(order);
      default -> {
        SqlNode inner = super.visit(call);
        yield inner instanceof SqlCall whole ? given(whole, false) : inner;
      }
    };
  }

  private SqlNode order(SqlOrderBy order) {
    SqlSelect select = WrittenHeaders.outermost(order.query);
    HeaderForms ofRows = select == null ? this : within(select);
    SqlNode keys = order.orderList.accept(ofRows);
    SqlNode query = order.query.accept(this);
    if (!(keys instanceof SqlNodeList list) || query == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return new SqlOrderBy(order.getParserPosition(), query, list, order.offset, order.fetch);
  }

  @SuppressWarnings("ReferenceEquality") // this very SELECT, of which equal ones may stand inside
  private @Nullable SqlNode select(SqlSelect select) {
    if (select == statement) {
      SqlNodeList items = select.getSelectList();
      for (int i = 0; i < items.size(); i++) {
        items.set(i, item(items.get(i)));
      }
    }
    return super.visit(select);
  }

  /// A change of headers may be a whole item of the SELECT list only.
  private SqlNode item(SqlNode item) {
    if (item.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) item;
      SqlNode value = as.operand(0);
      return SqlStdOperatorTable.AS.createCall(
          as.getParserPosition(),
          value instanceof SqlCall call ? given(call, true) : value,
          as.operand(1));
    }
    return item instanceof SqlCall call ? given(call, true) : item;
  }

  /// @param item whether it is a whole item of what a statement gives
  private SqlNode given(SqlCall call, boolean item) {
    if (!(call.getOperator() instanceof SqlUnresolvedFunction function)) {
      return call;
    }
    String name = function.getName().toUpperCase(Locale.ROOT);
    Integer count = SHORT.get(name);
    if (count == null || count != call.operandCount()) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    return switch (name) {
      case WrittenHeaders.CURRENT ->
          found()
              .<SqlNode>map(names -> new SqlIdentifier(names, position))
              .orElseGet(() -> WrittenHeaders.none(position));
      case WrittenHeaders.SET, WrittenHeaders.REMOVE -> {
        if (!item) {
          throw misplaced(name, position);
        }
        yield name.equals(WrittenHeaders.SET)
            ? Calls.cast(call.operand(1), SqlTypeName.VARCHAR)
            : Calls.of("HEADER", position, current(name, position), call.operand(0));
      }
      default -> {
        SqlNode headers = current(name, position);
        yield count == 0
            ? Calls.of(name, position, headers)
            : Calls.of(name, position, headers, call.operand(0));
      }
    };
  }

  private Optional<List<String>> found() {
    Optional<List<String>> own = finder.in(from);
    return own.isEmpty() && outer != null ? outer.found() : own;
  }

  private SqlNode current(String function, SqlParserPos position) {
    List<String> names = found().orElseThrow(() -> missing(function, position));
    return new SqlIdentifier(names, position);
  }

  private static UserException missing(String function, SqlParserPos position) {
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        function + " is about the headers of messages, and nothing in FROM has any",
        FrontEndErrors.position(position),
        "read a table of Kafka here, select _headers in the subquery that does, or give a MAP: "
            + function
            + "(m, …)");
  }

  private static UserException misplaced(String function, SqlParserPos position) {
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        function
            + " without headers changes those of the message that is written, and is not in the"
            + " SELECT list of a statement",
        FrontEndErrors.position(position),
        "make it a column of the outermost SELECT, or give it headers: "
            + function
            + "(_headers, …)");
  }
}
