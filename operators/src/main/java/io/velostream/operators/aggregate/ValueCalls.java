package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.operators.rows.SortColumn;
import io.velostream.state.ArrivedValues;
import io.velostream.state.KeyEncoder;
import io.velostream.state.OrderedValues;
import io.velostream.state.RankedValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lays out the calls that look at all values of a group. Calls over the same values in the same
/// order share them.
final class ValueCalls {
  private final AggregationLayout layout;
  private final Schema schema;
  private final Map<Object, List<ValueReader<? super RankedValues>>> ranked = new HashMap<>();
  private final Map<Object, List<ValueReader<? super ArrivedValues>>> arrived = new HashMap<>();

  ValueCalls(AggregationLayout layout) {
    this.layout = layout;
    this.schema = layout.aggregation().input();
  }

  Finisher quantile(AggregateSpec call) {
    double fraction = (Double) call.parameters().getFirst();
    boolean continuous = call.function() == AggregateFunction.QUANTILE_CONT;
    ValueReader<RankedValues> reader =
        continuous
            ? QuantileReader.continuous(type(call, 0), fraction)
            : QuantileReader.discrete(type(call, 0).lane(), fraction);
    List<SortColumn> order =
        call.order().isEmpty()
            ? List.of(SortColumn.ascending(call.arguments().getFirst()))
            : call.order();
    return ranked(layout.valueInput(call, call.distinct()), order, reader);
  }

  Finisher mode(AggregateSpec call) {
    return ranked(
        layout.valueInput(call, call.distinct()),
        ascending(call),
        QuantileReader.mode(type(call, 0).lane()));
  }

  Finisher product(AggregateSpec call) {
    return ranked(
        layout.valueInput(call, call.distinct()),
        ascending(call),
        new ProductReader(type(call, 0)));
  }

  Finisher approximateQuantile(AggregateSpec call) {
    int column = call.arguments().getFirst();
    DataType type = type(call, 0);
    int input = layout.valueInput(call, call.distinct());
    KeyEncoder encoder = new KeyEncoder(List.of(Lane.LONG), true, true);
    boolean[] no = {false};
    List<ValueReader<? super RankedValues>> readers =
        ranked.computeIfAbsent(List.of("buckets", input), _ -> new ArrayList<>());
    int part =
        layout.part(
            "buckets",
            input,
            () ->
                new ValueBag<>(
                    new LogBuckets(column, type), 1, new RankedValues(encoder, no, no), readers));
    readers.add(QuantileReader.approximate((Double) call.parameters().getFirst()));
    return Results.finisher(part, readers.size() - 1);
  }

  /// Over input that retracts: otherwise one row of each group is enough.
  Finisher best(AggregateSpec call) {
    int value = call.arguments().getFirst();
    int key = call.arguments().getLast();
    boolean greatest = call.function() == AggregateFunction.ARG_MAX;
    int input = layout.valueInput(call, false);
    if (!layout.aggregation().retracts()) {
      Lane valueLane = type(call, 0).lane();
      Lane keyLane = type(call, 1).lane();
      int part =
          layout.part(
              List.of("best", greatest),
              input,
              () -> new BestRow(value, valueLane, key, keyLane, greatest));
      return SumFinishers.picked(part, input);
    }
    List<SortColumn> order =
        List.of(new SortColumn(key, greatest, false), SortColumn.ascending(value));
    return ranked(input, order, QuantileReader.first(type(call, 0).lane(), 1));
  }

  Finisher map(AggregateSpec call) {
    int key = call.arguments().getFirst();
    int value = call.arguments().getLast();
    int input = layout.input(new AggregateInput(List.of(key), call.filter(), false, false));
    // The last entry of a key stays in a map.
    List<SortColumn> order = List.of(SortColumn.ascending(key), new SortColumn(value, true, true));
    return ranked(input, order, SlotsReader.map(type(call, 0), type(call, 1)));
  }

  /// STRING_AGG and ARRAY_AGG: ordered as the call says, then by value, so that the order of equal
  /// rows does not matter; by arrival if it says nothing; by value if DISTINCT.
  Finisher collection(AggregateSpec call) {
    boolean array = call.function() == AggregateFunction.ARRAY_AGG;
    int column = call.arguments().getFirst();
    int input =
        layout.input(new AggregateInput(call.arguments(), call.filter(), call.distinct(), array));
    if (call.order().isEmpty() && !call.distinct()) {
      return arrived(input, column, reader(call, 0));
    }
    List<SortColumn> order = new ArrayList<>(call.order());
    int place = 0;
    while (place < order.size() && order.get(place).column() != column) {
      place++;
    }
    if (place == order.size()) {
      order.add(SortColumn.ascending(column));
    }
    return ranked(input, order, reader(call, place));
  }

  private ValueReader<OrderedValues> reader(AggregateSpec call, int place) {
    return call.function() == AggregateFunction.ARRAY_AGG
        ? SlotsReader.array(type(call, 0), place)
        : new TextReader(place, (Slice) call.parameters().getFirst());
  }

  private Finisher arrived(int input, int column, ValueReader<OrderedValues> reader) {
    KeyEncoder encoder = encoder(List.of(column));
    List<ValueReader<? super ArrivedValues>> readers =
        arrived.computeIfAbsent(input, _ -> new ArrayList<>());
    int part =
        layout.part(
            "arrived",
            input,
            () ->
                new ValueBag<>(
                    ValueBag.Columns.of(List.of(column)), 1, new ArrivedValues(encoder), readers));
    readers.add(reader);
    return Results.finisher(part, readers.size() - 1);
  }

  private Finisher ranked(
      int input, List<SortColumn> order, ValueReader<? super RankedValues> reader) {
    List<Integer> columns = order.stream().map(SortColumn::column).toList();
    KeyEncoder encoder = encoder(columns);
    boolean[] descending = new boolean[order.size()];
    boolean[] nullsFirst = new boolean[order.size()];
    for (int i = 0; i < descending.length; i++) {
      descending[i] = order.get(i).descending();
      nullsFirst[i] = order.get(i).nullsFirst();
    }
    List<ValueReader<? super RankedValues>> readers =
        ranked.computeIfAbsent(List.of(input, order), _ -> new ArrayList<>());
    int part =
        layout.part(
            order,
            input,
            () ->
                new ValueBag<>(
                    ValueBag.Columns.of(columns),
                    columns.size(),
                    new RankedValues(encoder, descending, nullsFirst),
                    readers));
    readers.add(reader);
    return Results.finisher(part, readers.size() - 1);
  }

  /// One per part of the layout: values are merged, and so must be encoded alike.
  private KeyEncoder encoder(List<Integer> columns) {
    return new KeyEncoder(
        columns.stream().map(column -> schema.type(column).lane()).toList(), true, true);
  }

  private static List<SortColumn> ascending(AggregateSpec call) {
    return List.of(SortColumn.ascending(call.arguments().getFirst()));
  }

  private DataType type(AggregateSpec call, int argument) {
    return schema.type(call.arguments().get(argument));
  }
}
