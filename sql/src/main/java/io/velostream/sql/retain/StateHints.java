package io.velostream.sql.retain;

import io.velostream.columnar.error.UserException;
import io.velostream.sql.Durations;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// The hints `/*+ STATE_TTL('t' = '1 h') */` of a query, which say how long what it makes of a
/// table is remembered. A name is that of a table or its alias in the FROM of that SELECT; the
/// lifetime is the table's in the whole statement.
public final class StateHints {
  /// What the hint is called.
  public static final String NAME = "STATE_TTL";

  private static final Set<String> WINDOWS = Set.of("TUMBLE", "HOP", "CUMULATE", "SESSION");

  private final Map<String, Long> lifetimes = new HashMap<>();

  /// No hints yet.
  public StateHints() {}

  /// Whether a hint is one of these.
  public static boolean isLifetime(SqlNode hint) {
    return hint instanceof SqlHint h && h.getName().equalsIgnoreCase(NAME);
  }

  /// Microseconds by the name of a table, in lower case; 0 for ever.
  public Map<String, Long> lifetimes() {
    return Map.copyOf(lifetimes);
  }

  /// Takes the hints out of a tree, which is changed.
  ///
  /// @throws UserException for a name that is no table of FROM, and for what is no duration
  public void take(SqlNode query) {
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlSelect select) {
              take(select);
            }
            return super.visit(call);
          }
        });
  }

  private void take(SqlSelect select) {
    SqlNodeList hints = select.getHints();
    if (hints == null || hints.isEmpty()) {
      return;
    }
    Map<String, String> tables = new HashMap<>();
    SqlNode from = select.getFrom();
    if (from != null) {
      collect(from, tables);
    }
    for (SqlNode node : hints) {
      if (node instanceof SqlHint hint && isLifetime(hint)) {
        add(hint, tables);
      }
    }
    select.setHints(SqlNodeList.EMPTY);
  }

  private void add(SqlHint hint, Map<String, String> tables) {
    if (hint.getOptionFormat() != SqlHint.HintOptionFormat.KV_LIST) {
      throw malformed(hint);
    }
    hint.getOptionKVPairs()
        .forEach((name, text) -> {
          String table = tables.get(name.toLowerCase(Locale.ROOT));
          if (table == null) {
            throw FrontEndErrors.invalid(
                "%s names '%s', which is no table in the FROM of this SELECT".formatted(NAME, name),
                FrontEndErrors.position(hint),
                tables.isEmpty()
                    ? "put the hint behind the SELECT that reads the table"
                    : "name a table or its alias: "
                        + String.join(", ", tables.keySet().stream().sorted().toList()));
          }
          long micros = micros(hint, name, text);
          Long other = lifetimes.put(table, micros);
          if (other != null && other != micros) {
            throw FrontEndErrors.invalid(
                "%s gives '%s' two lifetimes in one statement".formatted(NAME, table),
                FrontEndErrors.position(hint),
                "a table has one lifetime in all of a statement");
          }
        });
  }

  private static long micros(SqlHint hint, String name, String text) {
    try {
      return Durations.micros(NAME + "('" + name + "')", text);
    } catch (UserException e) {
      throw e.at(FrontEndErrors.position(hint));
    }
  }

  private static UserException malformed(SqlHint hint) {
    return FrontEndErrors.invalid(
        NAME + " takes tables and durations",
        FrontEndErrors.position(hint),
        "write /*+ STATE_TTL('t' = '1 h', 'u' = '7 d') */ behind SELECT");
  }

  /// The tables of FROM, by their names and aliases in lower case.
  private static void collect(SqlNode from, Map<String, String> tables) {
    switch (from) {
      case SqlJoin join -> {
        collect(join.getLeft(), tables);
        collect(join.getRight(), tables);
      }
      case SqlIdentifier table -> tables.put(name(table), name(table));
      case SqlBasicCall as when as.getKind() == SqlKind.AS -> {
        Map<String, String> own = new HashMap<>();
        collect(as.operand(0), own);
        if (own.size() == 1) {
          tables.put(name(as.operand(1)), own.values().iterator().next());
          tables.putAll(own);
        }
      }
      case SqlCall call
          when call.getKind() == SqlKind.EXPLICIT_TABLE
              || call.getKind() == SqlKind.COLLECTION_TABLE
              || call.getKind() == SqlKind.SNAPSHOT
              || WINDOWS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT)) ->
          collect(call.operand(0), tables);
      default -> {
        // A query of its own has hints of its own.
      }
    }
  }

  private static String name(SqlIdentifier table) {
    return (table instanceof FileTable file
            ? FileTable.path(file.reference())
            : table.names.getLast())
        .toLowerCase(Locale.ROOT);
  }
}
