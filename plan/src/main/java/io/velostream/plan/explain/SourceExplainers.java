package io.velostream.plan.explain;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.LeafNode;
import io.velostream.plan.TableDescription;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Nodes without inputs.
final class SourceExplainers {
  /// Constant rows shown; of the others only the number.
  private static final int SHOWN_ROWS = 3;

  private SourceExplainers() {}

  static Explanation scan(LeafNode.Scan scan) {
    List<Detail> details = new ArrayList<>(table(scan.table()));
    if (!scan.table().bounded()) {
      details.add(new Detail.Text("input", "unbounded"));
    }
    Schema all = scan.table().schema();
    details.add(new Detail.Listing("columns", Quoted.columns(all, scan.columns())));
    if (scan.columns().size() < all.size()) {
      details.add(new Detail.Text("of", Integer.toString(all.size())));
    }
    if (!scan.bounds().isEmpty()) {
      details.add(
          new Detail.Listing(
              "bounds", scan.bounds().stream().map(bound -> bound(bound, all)).toList()));
    }
    return source("Scan", details, scan.retracts());
  }

  private static String bound(ColumnBound bound, Schema schema) {
    Field field = schema.field(bound.column());
    String condition = Quoted.name(field.name()) + " " + bound.relation().sql();
    return bound.value() == null
        ? condition
        : condition + " " + LiteralText.of(new Literal(bound.value(), field.type())).text();
  }

  /// The name of a table and its connector; other options may be secret.
  static List<Detail> table(TableDescription table) {
    List<Detail> details = new ArrayList<>();
    details.add(new Detail.Text("table", Quoted.name(table.name())));
    String connector = table.options().get("connector");
    if (connector != null) {
      details.add(new Detail.Text("connector", Quoted.name(connector)));
    }
    return details;
  }

  static Explanation values(LeafNode.Values values) {
    List<String> rows =
        values.rows().stream()
            .limit(SHOWN_ROWS)
            .map(SourceExplainers::row)
            .collect(Collectors.toCollection(ArrayList::new));
    int more = values.rows().size() - rows.size();
    if (more > 0) {
      rows.add("and " + more + " more");
    }
    return source("Values", List.of(new Detail.Listing("rows", rows)), values.retracts());
  }

  private static String row(List<Literal> row) {
    return row.stream()
        .map(literal -> LiteralText.of(literal).text())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Explanation source(String operator, List<Detail> details, boolean retracts) {
    return new Explanation(operator, details, retracts, StateSummary.NONE, Set.of(), List.of());
  }
}
