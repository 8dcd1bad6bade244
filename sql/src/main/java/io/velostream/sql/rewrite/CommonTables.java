package io.velostream.sql.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Writes the names of WITH where they are read as where they are defined. Names are the same in
/// capitals and small letters; Calcite compares those of WITH letter by letter, and would go on to
/// a table of that name.
public final class CommonTables extends SqlBasicVisitor<@Nullable Void> {
  /// The spelling of what can be read here, by the name in small letters.
  private final Map<String, String> visible;

  private CommonTables(Map<String, String> visible) {
    this.visible = visible;
  }

  /// Changes the tree that it is given.
  public static void prepare(SqlNode query) {
    query.accept(new CommonTables(Map.of()));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    switch (call) {
      case SqlWith with -> with(with);
      case SqlSelect select -> {
        table(select.getFrom());
        super.visit(call);
      }
      case SqlJoin join -> {
        table(join.getLeft());
        table(join.getRight());
        super.visit(call);
      }
      default -> {
        if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
          table(call.operand(0));
        }
        super.visit(call);
      }
    }
    return null;
  }

  private void with(SqlWith with) {
    Map<String, String> names = new HashMap<>(visible);
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      Map<String, String> before = new HashMap<>(names);
      names.put(small(item.name.getSimple()), item.name.getSimple());
      boolean recursive = item.recursive.booleanValue();
      item.query.accept(new CommonTables(recursive ? Map.copyOf(names) : before));
    }
    with.body.accept(new CommonTables(names));
  }

  private void table(@Nullable SqlNode from) {
    if (from instanceof SqlIdentifier name && name.isSimple()) {
      String spelling = visible.get(small(name.getSimple()));
      if (spelling != null) {
        name.setNames(List.of(spelling), null);
      }
    } else if (from instanceof SqlCall call && call.getKind() == SqlKind.AS) {
      table(call.operand(0));
    }
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
