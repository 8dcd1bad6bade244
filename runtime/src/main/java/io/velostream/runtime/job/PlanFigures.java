package io.velostream.runtime.job;

import io.velostream.plan.CommonNodes;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.NodeFigures.Standing;
import io.velostream.stream.Watermarks;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a node of a plan stands.
///
/// @param number from 1, inputs before what reads them
/// @param kind such as `WindowAggregate`
/// @param source the table whose event time it derives or whose rows it reads; otherwise empty
/// @param heldBackBy the table whose event time it waits for; empty if there is none
/// @param isBorder whether event time comes from it, several come together in it, or it is a result
public record PlanFigures(
    int number,
    String kind,
    String source,
    NodeFigures figures,
    String heldBackBy,
    boolean isBorder) {
  private static final long MICROS = 1_000_000;
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  /// Number and kind.
  public String label() {
    return number + " " + kind;
  }

  /// Event time as people write it, in UTC; `end` when nothing more will come, empty when nothing
  /// is known.
  public String time() {
    long micros = figures.watermark();
    if (micros == Watermarks.NONE) {
      return "";
    }
    return micros == Watermarks.END
        ? "end"
        : FORM.format(
            LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS),
                (int) Math.floorMod(micros, MICROS) * 1_000,
                ZoneOffset.UTC));
  }

  /// Those of a plan, inputs before what reads them.
  ///
  /// @param nodes from [io.velostream.runtime.pipeline.Pipeline#nodes()]
  public static List<PlanFigures> of(PlanNode root, List<NodeFigures> nodes) {
    return of(List.of(root), nodes);
  }

  /// Those of plans that run side by side: what they have in common is there once, with the first.
  ///
  /// @param nodes from [io.velostream.runtime.pipeline.Pipeline#nodes()]
  public static List<PlanFigures> of(List<PlanNode> roots, List<NodeFigures> nodes) {
    List<PlanFigures> all = new ArrayList<>();
    Map<PlanNode, Branch> known = new HashMap<>();
    Iterator<NodeFigures> rest = nodes.iterator();
    for (PlanNode root : roots) {
      Branch made = add(root, roots.size() > 1, rest, known, all);
      all.set(made.index(), all.get(made.index()).asBorder());
    }
    return List.copyOf(all);
  }

  /// @param index in the list of all
  /// @param source the index of the node that tells of the table; -1 for several tables
  /// @param holder the table that holds the branch back
  private record Branch(int index, int source, NodeFigures figures, String table, String holder) {}

  private static Branch add(
      PlanNode node,
      boolean shares,
      Iterator<NodeFigures> nodes,
      Map<PlanNode, Branch> known,
      List<PlanFigures> all) {
    boolean shared = shares && CommonNodes.canShare(node);
    Branch before = shared ? known.get(node) : null;
    if (before != null) {
      return before;
    }
    List<Branch> inputs = new ArrayList<>();
    for (PlanNode input : node.inputs()) {
      inputs.add(add(input, shares, nodes, known, all));
    }
    NodeFigures own = nodes.next();
    String table =
        switch (node) {
          case LeafNode.Scan scan -> scan.table().name();
          case LeafNode.Values _ -> "VALUES";
          default -> inputs.size() == 1 ? inputs.getFirst().table() : "";
        };
    boolean makesTime = node instanceof RowNode.Watermark;
    String holder = inputs.isEmpty() || makesTime ? table : slowest(inputs).holder();
    boolean source = inputs.isEmpty() || makesTime;
    int below = inputs.size() == 1 ? inputs.getFirst().source() : -1;
    if (makesTime && below >= 0) {
      all.set(below, all.get(below).withoutSource());
    }
    boolean border = source || inputs.size() > 1;
    String kind = node.getClass().getSimpleName();
    String waitsFor = own.standing() == Standing.ENDED ? "" : holder;
    all.add(new PlanFigures(all.size() + 1, kind, source ? table : "", own, waitsFor, border));
    int index = all.size() - 1;
    Branch made = new Branch(index, source ? index : below, own, table, holder);
    if (shared) {
      known.put(node, made);
    }
    return made;
  }

  /// Its watermark tells more than that of what is below it.
  private PlanFigures withoutSource() {
    return new PlanFigures(number, kind, "", figures, heldBackBy, false);
  }

  private PlanFigures asBorder() {
    return new PlanFigures(number, kind, source, figures, heldBackBy, true);
  }

  private static Branch slowest(List<Branch> inputs) {
    Branch slowest = inputs.getFirst();
    for (Branch input : inputs) {
      boolean counts = input.figures.standing() != Standing.IDLE;
      boolean counted = slowest.figures.standing() != Standing.IDLE;
      boolean behind = input.figures.watermark() < slowest.figures.watermark();
      slowest = (counts && !counted) || (counts == counted && behind) ? input : slowest;
    }
    return slowest;
  }
}
