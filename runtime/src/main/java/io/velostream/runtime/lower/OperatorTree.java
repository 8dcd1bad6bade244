package io.velostream.runtime.lower;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/// The operators of a tree of plan nodes as one operator, whose inputs are the tree's leaves.
final class OperatorTree implements Operator {
  private static final StateFormat FORMAT = new StateFormat("operator-tree", 1);
  private static final Output NOWHERE = _ -> {};

  /// One operator, and who takes what it puts out; the last node's output is the tree's.
  private static final class Node {
    private final Operator operator;
    private Output output = NOWHERE;

    Node(Operator operator) {
      this.operator = operator;
    }
  }

  /// Where the rows of an input go.
  private record Entry(Node node, int port) {}

  private final List<Node> topological = new ArrayList<>();
  private final List<List<Entry>> entries = new ArrayList<>();

  /// What takes the rows of the tree while it is called.
  private Output result = NOWHERE;

  /// @param root of a tree whose leaves are inputs of rounds
  OperatorTree(PlanNode root, LoweringContext context) {
    Node last = add(root, context);
    last.output = batch -> result.emit(batch);
  }

  private Node add(PlanNode description, LoweringContext context) {
    List<Node> below = new ArrayList<>();
    List<PlanNode> inputs = description.inputs();
    for (PlanNode input : inputs) {
      if (!(input instanceof LeafNode.RoundInput)) {
        below.add(add(input, context));
      }
    }
    Node node = new Node(Lowering.operator(description, context));
    int made = 0;
    for (int port = 0; port < inputs.size(); port++) {
      if (inputs.get(port) instanceof LeafNode.RoundInput leaf) {
        entriesOf(leaf.index()).add(new Entry(node, port));
      } else {
        int to = port;
        below.get(made++).output = batch -> push(node, to, batch);
      }
    }
    topological.add(node);
    return node;
  }

  private List<Entry> entriesOf(int input) {
    while (entries.size() <= input) {
      entries.add(new ArrayList<>());
    }
    return entries.get(input);
  }

  private static void push(Node node, int port, Batch batch) {
    if (batch.rowCount() > 0) {
      node.operator.process(port, batch, node.output);
    }
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    result = output;
    for (Entry entry : entriesOf(input)) {
      push(entry.node(), entry.port(), batch);
    }
  }

  @Override
  public void endStep(Output output) {
    result = output;
    for (Node node : topological) {
      node.operator.endStep(node.output);
    }
  }

  @Override
  public void advance(long watermark, Output output) {
    result = output;
    for (Node node : topological) {
      node.operator.advance(watermark, node.output);
    }
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    for (Node node : topological) {
      out.begin(node.operator.stateFormat());
      node.operator.save(out);
      out.end();
    }
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    for (Node node : topological) {
      in.enter(node.operator.stateFormat());
      node.operator.restore(in, keys);
      in.leave();
    }
  }

  @Override
  public long stateRows() {
    return topological.stream().mapToLong(node -> node.operator.stateRows()).sum();
  }

  @Override
  public long droppedState() {
    return topological.stream().mapToLong(node -> node.operator.droppedState()).sum();
  }

  @Override
  public long memoryBytes() {
    return topological.stream().mapToLong(node -> node.operator.memoryBytes()).sum();
  }
}
