package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Finds the names by which the tables of a query can be referred to.
final class QueryNames {
  private QueryNames() {}

  /// Aliases in FROM clauses, and names of tables without one.
  static List<String> aliases(SqlNode query) {
    List<String> names = new ArrayList<>();
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select && select.getFrom() != null) {
              add(select.getFrom(), names);
            }
            return super.visit(call);
          }
        });
    return names;
  }

  /// All names of columns that a system column may have, in lower case.
  static Set<String> ofSystem(SqlNode query) {
    Set<String> names = new HashSet<>();
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            String last = name.names.getLast();
            if (last.startsWith("_")) {
              names.add(last.toLowerCase(Locale.ROOT));
            }
            return null;
          }
        });
    return names;
  }

  private static void add(SqlNode from, List<String> names) {
    if (from instanceof SqlIdentifier table) {
      names.add(table.names.getLast());
    } else if (from.getKind() == SqlKind.AS
        && ((SqlCall) from).operand(1) instanceof SqlIdentifier alias) {
      names.add(alias.getSimple());
    }
  }
}
