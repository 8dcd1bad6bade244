package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.BatchReader;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.Output;
import io.velostream.plan.CombineNode;
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
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Turns a plan into a [Pipeline]: one node per plan node, wired from the root to the leaves, so
/// that each node knows its consumer when it is made.
public final class PipelineBuilder {
  private final SourceOpener opener;
  private final LoweringContext lowering;
  private final List<SourceNode> sources = new ArrayList<>();
  private final List<WatermarkNode> watermarks = new ArrayList<>();
  private final List<PipelineNode> topological = new ArrayList<>();
  private final List<LookupTable> lookups = new ArrayList<>();

  /// The operators between the root and the node that is being made.
  private final List<OperatorNode> above = new ArrayList<>();

  private PipelineBuilder(SourceOpener opener, LoweringContext lowering) {
    this.opener = opener;
    this.lowering = lowering;
  }

  /// Builds the pipeline of a plan and opens its readers. When that fails, readers already open are
  /// closed.
  ///
  /// @param output takes the result
  public static Pipeline build(
      Plan plan, SourceOpener opener, LoweringContext lowering, Clock clock, Output output) {
    PipelineBuilder builder = new PipelineBuilder(opener, lowering);
    EvaluationContext context = lowering.evaluation();
    try {
      builder.add(plan.root(), output);
    } catch (RuntimeException e) {
      builder.closeAfter(e);
      throw e;
    }
    return new Pipeline(
        builder.nodes(),
        context,
        clock,
        lowering.settings().quiet(),
        plan.oneRecordPerStep(),
        lowering.settings().restarts() ? old -> again(old, plan, lowering, output) : null);
  }

  private PipelineNodes nodes() {
    return new PipelineNodes(sources, watermarks, topological, lookups);
  }

  /// The nodes of the same plan once more, over the readers of the old ones.
  private static PipelineNodes again(
      PipelineNodes old, Plan plan, LoweringContext lowering, Output output) {
    lowering.beginAgain();
    PipelineBuilder builder = new PipelineBuilder(new Opened(old), lowering);
    builder.add(plan.root(), output);
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

  private void closeAfter(RuntimeException failure) {
    try {
      Pipeline.closeAll(sources, lookups);
    } catch (java.io.IOException e) {
      failure.addSuppressed(e);
    }
  }

  private PipelineNode add(PlanNode node, Output output) {
    return switch (node) {
      case LeafNode.Scan scan -> addSource(opener.open(scan), output);
      case LeafNode.Values values ->
          addSource(new ValuesReader(values, lowering.settings().batchRows()), output);
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

  private PipelineNode addSource(BatchReader reader, Output output) {
    SourceNode node = new SourceNode(reader, output, above);
    sources.add(node);
    topological.add(node);
    return node;
  }

  private PipelineNode addWatermark(RowNode.Watermark watermark, Output output) {
    if (watermark.followsClock()) {
      ClockNode node = new ClockNode(lowering.evaluation());
      node.connect(add(watermark.input(), output));
      topological.add(node);
      return node;
    }
    Silence silence = new Silence(lowering.settings().quiet(), lowering.evaluation());
    WatermarkNode node =
        new WatermarkNode(
            Lowering.watermark(watermark, lowering),
            silence,
            PartTimes.of(watermark, lowering),
            output);
    int before = sources.size();
    PipelineNode upstream = add(watermark.input(), node.port());
    node.connect(upstream, sources.subList(before, sources.size()));
    watermarks.add(node);
    topological.add(node);
    return node;
  }

  private PipelineNode addLookup(RowNode.LookupJoin join, Output output) {
    OperatorNode node = new OperatorNode(output);
    above.add(node);
    PipelineNode upstream = add(join.input(), node.port(0));
    above.removeLast();
    LookupTable table = opener.lookUp(join);
    lookups.add(table);
    node.connect(List.of(upstream), LookupLowering.lower(join, table, lowering));
    topological.add(node);
    return node;
  }

  private PipelineNode addOperator(PlanNode description, Output output) {
    OperatorNode node = new OperatorNode(output);
    List<PipelineNode> upstream = new ArrayList<>();
    above.add(node);
    for (int port = 0; port < description.inputs().size(); port++) {
      upstream.add(add(description.inputs().get(port), node.port(port)));
    }
    above.removeLast();
    // After the inputs, so that late tables are numbered from the sources on.
    node.connect(upstream, Lowering.operator(description, lowering));
    topological.add(node);
    return node;
  }
}
