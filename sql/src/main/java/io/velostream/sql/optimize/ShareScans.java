package io.velostream.sql.optimize;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Has the plans of one job read each table in the same way, so that it can be read once for all of
/// them: the columns that any of them needs, and a projection above for each. Rows that cannot be
/// read in one of these columns are then missing from all of them.
public final class ShareScans {
  /// The name by which it can be switched off.
  public static final String NAME = "share_scans";

  private final Map<Source, LeafNode.Scan> united = new HashMap<>();

  private ShareScans() {}

  /// What scans that can be united have in common.
  private record Source(TableDescription table, boolean retracts) {
    static Source of(LeafNode.Scan scan) {
      return new Source(scan.table(), scan.retracts());
    }
  }

  /// The same plans, with one scan for each table that several scans read.
  public static List<PlanNode> rewrite(List<PlanNode> roots) {
    Map<Source, Set<LeafNode.Scan>> scans = new HashMap<>();
    roots.forEach(root -> collect(root, scans));
    ShareScans pass = new ShareScans();
    scans.forEach((source, all) -> {
      if (all.size() > 1) {
        pass.united.put(source, unite(source, all));
      }
    });
    return roots.stream()
        .map(root -> PlanNodes.bottomUp(root, pass::rewrite))
        .map(root -> PlanNodes.bottomUp(root, MergeCalcs::merge))
        .toList();
  }

  private static void collect(PlanNode node, Map<Source, Set<LeafNode.Scan>> scans) {
    if (node instanceof LeafNode.Scan scan && isPlain(scan)) {
      scans.computeIfAbsent(Source.of(scan), _ -> new LinkedHashSet<>()).add(scan);
    }
    node.inputs().forEach(input -> collect(input, scans));
  }

  /// Whether the columns are the table's own, as they are in it.
  private static boolean isPlain(LeafNode.Scan scan) {
    return scan.schema().equals(scan.table().schema().project(scan.columns()));
  }

  private static LeafNode.Scan unite(Source source, Set<LeafNode.Scan> scans) {
    Set<Integer> columns = new TreeSet<>();
    List<ColumnBound> bounds = new ArrayList<>(scans.iterator().next().bounds());
    for (LeafNode.Scan scan : scans) {
      columns.addAll(scan.columns());
      bounds.retainAll(scan.bounds());
    }
    List<Integer> all = List.copyOf(columns);
    Schema schema = source.table().schema().project(all);
    return new LeafNode.Scan(source.table(), all, source.retracts(), bounds, schema);
  }

  private PlanNode rewrite(PlanNode node) {
    return switch (node) {
      case LeafNode.Scan scan -> project(scan);
      case RowNode.Watermark watermark -> lower(watermark);
      default -> node;
    };
  }

  private PlanNode project(LeafNode.Scan scan) {
    LeafNode.Scan all = united.get(Source.of(scan));
    if (all == null || !isPlain(scan) || all.equals(scan)) {
      return scan;
    }
    List<Expression> outputs = new ArrayList<>();
    for (int column : scan.columns()) {
      int position = all.columns().indexOf(column);
      outputs.add(
          new Expression.Column(
              position, all.schema().type(position), all.schema().field(position).nullable()));
    }
    return new RowNode.Calc(all, null, outputs, scan.schema());
  }

  /// The watermark below the projection, where it is the same for all plans.
  private static PlanNode lower(RowNode.Watermark watermark) {
    if (!(watermark.input() instanceof RowNode.Calc calc && isProjectionOfScan(calc))) {
      return watermark;
    }
    Expression.Column time = (Expression.Column) calc.outputs().get(watermark.timeColumn());
    PlanNode below =
        new RowNode.Watermark(
            calc.input(),
            time.index(),
            Expressions.replaceColumns(
                watermark.watermark(), column -> calc.outputs().get(column.index())));
    return new RowNode.Calc(below, null, calc.outputs(), calc.schema());
  }

  private static boolean isProjectionOfScan(RowNode.Calc calc) {
    return calc.input() instanceof LeafNode.Scan
        && calc.filter() == null
        && calc.outputs().stream().allMatch(Expression.Column.class::isInstance);
  }
}
