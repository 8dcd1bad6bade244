package io.velostream.sql.rewrite;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.sql.CatalogView;
import io.velostream.sql.SystemColumns;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.ast.FileTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/// Finds the column of headers of what a FROM clause reads: that of the first table, from the left,
/// that has one.
///
/// A table of messages has one although it is not declared; in anything else, it is a column that
/// is called so.
final class MessageHeaders {
  /// What a column is called that holds headers, where a query does not say which does.
  private static final String DECLARED = "headers";

  private final CatalogView catalog;
  private final Map<String, SqlNode> withQueries = new HashMap<>();

  MessageHeaders(CatalogView catalog) {
    this.catalog = catalog;
  }

  /// Makes the queries of a WITH known.
  void add(SqlWith with) {
    for (SqlNode item : with.withList) {
      SqlWithItem named = (SqlWithItem) item;
      withQueries.put(named.name.getSimple().toLowerCase(Locale.ROOT), named.query);
    }
  }

  /// The column, with the name of its relation before it if that has one.
  Optional<List<String>> in(@Nullable SqlNode from) {
    return from == null ? Optional.empty() : relation(from, null);
  }

  private Optional<List<String>> relation(SqlNode from, @Nullable String alias) {
    return switch (from.getKind()) {
      case AS -> renamed((SqlCall) from);
      case JOIN -> {
        SqlCall join = (SqlCall) from;
        Optional<List<String>> left = relation(join.operand(0), null);
        yield left.isPresent() ? left : relation(join.operand(3), null);
      }
      case IDENTIFIER -> table((SqlIdentifier) from, alias);
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT ->
          result(from).map(column -> qualified(alias, column));
      case VALUES, UNNEST -> Optional.empty();
      default -> from instanceof SqlCall call ? operands(call, alias) : Optional.empty();
    };
  }

  private Optional<List<String>> renamed(SqlCall as) {
    String alias = ((SqlIdentifier) as.operand(1)).getSimple();
    for (SqlNode column : as.getOperandList().subList(2, as.operandCount())) {
      if (isHeaders(((SqlIdentifier) column).getSimple())) {
        return Optional.of(qualified(alias, ((SqlIdentifier) column).getSimple()));
      }
    }
    return as.operandCount() > 2 ? Optional.empty() : relation(as.operand(0), alias);
  }

  /// A window over a table, `LATERAL`, `TABLE t`: what it is made of.
  private Optional<List<String>> operands(SqlCall call, @Nullable String alias) {
    for (SqlNode operand : call.getOperandList()) {
      boolean relation = operand instanceof SqlCall || call.getKind() == SqlKind.EXPLICIT_TABLE;
      Optional<List<String>> found = relation ? inside(operand, alias) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// What the name of a table would be outside of a table function is none there.
  private Optional<List<String>> inside(SqlNode operand, @Nullable String alias) {
    return relation(operand, alias == null ? "" : alias);
  }

  private Optional<List<String>> table(SqlIdentifier name, @Nullable String alias) {
    String known = alias == null ? name.names.getLast() : alias;
    SqlNode query =
        name.isSimple() ? withQueries.get(name.getSimple().toLowerCase(Locale.ROOT)) : null;
    if (query != null) {
      return result(query).map(column -> qualified(known, column));
    }
    return definition(name).flatMap(this::column).map(column -> qualified(known, column));
  }

  private Optional<TableDefinition> definition(SqlIdentifier name) {
    if (name instanceof FileTable file) {
      return Optional.of(catalog.file(file.path(), FileTable.options(file.reference())));
    }
    return name.isSimple() ? catalog.find(name.getSimple()) : Optional.empty();
  }

  private Optional<String> column(TableDefinition table) {
    return SystemColumns.names(table, catalog).contains(SystemColumns.HEADERS)
        ? Optional.of(SystemColumns.HEADERS)
        : declared(table.schema());
  }

  private static Optional<String> declared(Schema schema) {
    return schema.fields().stream()
        .filter(field -> field.type() instanceof DataType.Map)
        .map(Field::name)
        .filter(MessageHeaders::isHeaders)
        .findFirst();
  }

  /// The column of headers in the result of a query.
  private Optional<String> result(SqlNode query) {
    return switch (query) {
      case SqlSelect select -> selected(select);
      case SqlOrderBy order -> result(order.query);
      case SqlWith with -> {
        add(with);
        yield result(with.body);
      }
      case SqlCall call when SqlKind.SET_QUERY.contains(call.getKind()) -> result(call.operand(0));
      default -> Optional.empty();
    };
  }

  private Optional<String> selected(SqlSelect select) {
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlIdentifier name && name.isStar()) {
        Optional<String> column = in(select.getFrom()).map(List::getLast);
        if (column.isPresent() && !column.get().equals(SystemColumns.HEADERS)) {
          return column;
        }
      }
      String name = item.getKind() == SqlKind.AS ? alias(item) : name(SqlUtil.stripAs(item));
      if (name != null && isHeaders(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static @Nullable String alias(SqlNode item) {
    return name(((SqlCall) item).operand(1));
  }

  private static @Nullable String name(SqlNode item) {
    return item instanceof SqlIdentifier name ? name.names.getLast() : null;
  }

  private static boolean isHeaders(String column) {
    return column.equalsIgnoreCase(DECLARED) || column.equalsIgnoreCase(SystemColumns.HEADERS);
  }

  private static List<String> qualified(@Nullable String relation, String column) {
    List<String> names = new ArrayList<>();
    if (relation != null && !relation.isEmpty()) {
      names.add(relation);
    }
    names.add(column);
    return names;
  }
}
