package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.BatchReader;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.plan.CombineNode;
import io.velostream.plan.CommonNodes;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.lower.LookupLowering;
import io.velostream.runtime.lower.Lowering;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.lower.ToldLate;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Turns the plans of a job into a [Pipeline]: one node per plan node, wired from the root to the
/// leaves, so that each node knows its consumer when it is made. What several plans have in common
/// is made once ([CommonNodes]).
public final class PipelineBuilder {
  private final SourceOpener opener;
  private final boolean shares;
  private final Map<PlanNode, Shared> shared = new HashMap<>();
  private final List<SourceNode> sources = new ArrayList<>();
  private final List<WatermarkNode> watermarks = new ArrayList<>();
  private final List<PipelineNode> topological = new ArrayList<>();
  private final List<PipelineNode> roots = new ArrayList<>();
  private final List<LookupTable> lookups = new ArrayList<>();

  /// That of the plan whose nodes are being made.
  private LoweringContext lowering;

  private PipelineBuilder(SourceOpener opener, List<PlanBranch> branches) {
    this.opener = opener;
    this.shares = branches.size() > 1;
    this.lowering = branches.getFirst().lowering();
  }

  /// A node that was made, with all below it.
  ///
  /// @param ways from each source to it
  /// @param late who is told of late rows
  private record Made(PipelineNode node, List<Way> ways, List<ToldLate> late) {
    List<SourceNode> sources() {
      return ways.stream().map(Way::source).distinct().toList();
    }
  }

  /// @param through the operators that rows of a source go through
  private record Way(SourceNode source, List<OperatorNode> through) {
    Way andThen(OperatorNode node) {
      List<OperatorNode> longer = new ArrayList<>(through);
      longer.add(node);
      return new Way(source, longer);
    }
  }

  private record Shared(Made made, Tee tee) {}

  /// Builds the pipeline of one plan and opens its readers. When that fails, readers already open
  /// are closed.
  ///
  /// @param output takes the result
  public static Pipeline build(
      Plan plan, SourceOpener opener, LoweringContext lowering, Clock clock, Output output) {
    return build(List.of(new PlanBranch(plan, lowering, output)), opener, clock);
  }

  /// The same for plans that run side by side, step by step.
  ///
  /// @param branches of one evaluation context
  public static Pipeline build(List<PlanBranch> branches, SourceOpener opener, Clock clock) {
    PipelineBuilder builder = new PipelineBuilder(opener, branches);
    try {
      builder.add(branches);
    } catch (RuntimeException e) {
      Closing.after(e, () -> Pipeline.closeAll(builder.sources, builder.lookups));
      throw e;
    }
    LoweringContext first = branches.getFirst().lowering();
    return new Pipeline(
        builder.nodes(),
        first.evaluation(),
        clock,
        first.settings().quiet(),
        branches.stream().anyMatch(branch -> branch.plan().oneRecordPerStep()),
        first.settings().restarts() ? old -> again(old, branches) : null);
  }

  private PipelineNodes nodes() {
    return new PipelineNodes(sources, watermarks, topological, roots, lookups);
  }

  /// The nodes of the same plans once more, over the readers of the old ones.
  private static PipelineNodes again(PipelineNodes old, List<PlanBranch> branches) {
    branches.forEach(branch -> branch.lowering().beginAgain());
    PipelineBuilder builder = new PipelineBuilder(new Opened(old), branches);
    builder.add(branches);
    return builder.nodes();
  }

  /// Readers of VALUES are made anew.
  private static BatchReader nextOpened(Iterator<SourceNode> readers) {
    BatchReader reader = readers.next().reader();
    while (reader instanceof ValuesReader) {
      reader = readers.next().reader();
    }
    return reader;
  }

  /// The tables of a pipeline that is made anew.
  private static final class Opened implements SourceOpener {
    private final Iterator<SourceNode> readers;
    private final Iterator<LookupTable> lookups;

    Opened(PipelineNodes old) {
      readers = old.sources().iterator();
      lookups = old.lookups().iterator();
    }

    @Override
    public BatchReader open(LeafNode.Scan scan) {
      return nextOpened(readers);
    }

    @Override
    public LookupTable lookUp(RowNode.LookupJoin join) {
      return lookups.next();
    }
  }

  private void add(List<PlanBranch> branches) {
    for (PlanBranch branch : branches) {
      lowering = branch.lowering();
      Made root = add(branch.plan().root(), branch.output());
      root.ways().forEach(way -> way.source().passThrough(way.through()));
      roots.add(root.node());
    }
  }

  private Made add(PlanNode node, Output output) {
    if (!shares || !CommonNodes.canShare(node)) {
      return make(node, output);
    }
    Shared known = shared.get(node);
    if (known != null) {
      known.tee().add(output);
      known.made().late().forEach(lowering::share);
      return known.made();
    }
    Tee tee = new Tee(output);
    Made made = make(node, tee);
    shared.put(node, new Shared(made, tee));
    return made;
  }

  private Made make(PlanNode node, Output output) {
    return switch (node) {
      case LeafNode.Scan scan -> addSource(opener.open(scan), output, scan.isBounded());
      case LeafNode.Values values ->
          addSource(new ValuesReader(values, lowering.settings().batchRows()), output, true);
      case LeafNode.RoundInput input ->
          throw new IllegalArgumentException("outside of a round: " + input);
      case RowNode.LookupJoin join -> addLookup(join, output);
      case RowNode.Watermark watermark -> addWatermark(watermark, output);
      case RowNode.Calc _,
          RowNode.Expand _,
          RowNode.WindowAssign _,
          RowNode.TableFunctionCall _,
          GroupNode _,
          OrderNode _,
          CombineNode _,
          HoldNode _ ->
          addOperator(node, output);
    };
  }

  private Made addSource(BatchReader reader, Output output, boolean bounded) {
    SourceNode node = new SourceNode(reader, output, bounded);
    sources.add(node);
    topological.add(node);
    return new Made(node, List.of(new Way(node, List.of())), List.of());
  }

  private Made addWatermark(RowNode.Watermark watermark, Output output) {
    if (watermark.followsClock()) {
      ClockNode node = new ClockNode(lowering.evaluation());
      Made input = add(watermark.input(), output);
      node.connect(input.node());
      topological.add(node);
      return new Made(node, input.ways(), input.late());
    }
    Silence silence = new Silence(lowering.settings().quiet(), lowering.evaluation());
    WatermarkNode node =
        new WatermarkNode(
            Lowering.watermark(watermark, lowering),
            silence,
            PartTimes.of(watermark, lowering),
            output);
    Made input = add(watermark.input(), node.port());
    node.connect(input.node(), input.sources());
    watermarks.add(node);
    topological.add(node);
    return new Made(node, input.ways(), input.late());
  }

  private Made addLookup(RowNode.LookupJoin join, Output output) {
    OperatorNode node = new OperatorNode(output);
    Made input = add(join.input(), node.port(0));
    LookupTable table = opener.lookUp(join);
    lookups.add(table);
    int told = lowering.told().size();
    return connect(node, List.of(input), LookupLowering.lower(join, table, lowering), told);
  }

  private Made addOperator(PlanNode description, Output output) {
    OperatorNode node = new OperatorNode(output);
    List<Made> inputs = new ArrayList<>();
    for (int port = 0; port < description.inputs().size(); port++) {
      inputs.add(add(description.inputs().get(port), node.port(port)));
    }
    // After the inputs, so that late tables are numbered from the sources on.
    int told = lowering.told().size();
    return connect(node, inputs, Lowering.operator(description, lowering), told);
  }

  /// @param told how many were told of late rows before the operator was made
  private Made connect(OperatorNode node, List<Made> inputs, Operator operator, int told) {
    node.connect(inputs.stream().map(Made::node).toList(), operator);
    topological.add(node);
    List<Way> ways = new ArrayList<>();
    List<ToldLate> late = new ArrayList<>();
    for (Made input : inputs) {
      input.ways().forEach(way -> ways.add(way.andThen(node)));
      late.addAll(input.late());
    }
    List<ToldLate> all = lowering.told();
    late.addAll(all.subList(told, all.size()));
    return new Made(node, ways, late);
  }
}
