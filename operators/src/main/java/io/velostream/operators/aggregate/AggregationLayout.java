package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.expression.user.KeptInputs;
import io.velostream.expression.user.LaneAggregate;
import io.velostream.expression.user.UserAggregate;
import io.velostream.state.KeyEncoder;
import io.velostream.state.MultisetIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// How an [Aggregation] is laid out: the inputs, the accumulators (each once, however many
/// functions read it), and a finisher per function. One per operator: it also owns the encoders of
/// the values that are kept in multisets, since these are merged and so must be encoded alike, and
/// buffers for counts.
final class AggregationLayout {
  /// What an accumulator keeps.
  enum Kind {
    SUM,
    MOMENTS,
    LEAST,
    GREATEST,
    FIRST,
    LAST,
    USER
  }

  /// One accumulator.
  ///
  /// @param kind what it keeps: equal objects keep the same
  /// @param input index of the input that it takes
  /// @param factory makes an empty one
  record Part(Object kind, int input, Supplier<Accumulator> factory) {}

  private final Aggregation aggregation;
  private final List<Lane> keyLanes;
  private final List<Lane> resultLanes;
  private final List<AggregateInput> inputs = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Finisher> finishers = new ArrayList<>();
  private final List<int[]> partsOf = new ArrayList<>();
  private final List<KeyEncoder> valueEncoders = new ArrayList<>();
  private final ValueCalls values;
  private final ResultCounts rowCounts = new ResultCounts();
  private final ResultCounts inputCounts = new ResultCounts();

  AggregationLayout(Aggregation aggregation) {
    this.aggregation = aggregation;
    values = new ValueCalls(this);
    keyLanes = aggregation.keys().stream().map(k -> aggregation.input().type(k).lane()).toList();
    resultLanes = aggregation.calls().stream().map(call -> call.type().lane()).toList();
    aggregation.calls().forEach(call -> finishers.add(finisher(call)));
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      valueEncoders.add(new KeyEncoder(lanes(inputs.get(i)), true, true));
      partsOf.add(
          IntStream.range(0, parts.size()).filter(p -> parts.get(p).input() == input).toArray());
    }
  }

  /// What the accumulators take.
  List<AggregateInput> inputs() {
    return inputs;
  }

  /// The accumulators.
  List<Part> accumulators() {
    return parts;
  }

  /// Indexes of the accumulators that take an input.
  int[] partsOf(int input) {
    return partsOf.get(input);
  }

  /// The encoder of the values of an input, with the group as the lead.
  KeyEncoder valueEncoder(int input) {
    return valueEncoders.get(input);
  }

  /// Takes the counts of the rows of the groups whose results are being written.
  ResultCounts rowCounts() {
    return rowCounts;
  }

  /// Takes the counts of an input of these groups, for the time of one result.
  ResultCounts inputCounts() {
    return inputCounts;
  }

  /// The results, in the order of the calls.
  List<Finisher> finishers() {
    return finishers;
  }

  private List<Lane> lanes(AggregateInput input) {
    return input.columns().stream().map(c -> aggregation.input().type(c).lane()).toList();
  }

  /// The lanes of the key columns.
  List<Lane> keyLanes() {
    return keyLanes;
  }

  /// The lanes of the results.
  List<Lane> resultLanes() {
    return resultLanes;
  }

  /// What is laid out.
  Aggregation aggregation() {
    return aggregation;
  }

  /// Whether every inserted row changes the result of its group, whatever it holds.
  boolean everyRowChanges() {
    return aggregation.calls().stream()
        .anyMatch(call ->
            call.function() == AggregateFunction.COUNT
                && call.arguments().isEmpty()
                && call.filter().isEmpty());
  }

  /// An encoder of the key columns.
  KeyEncoder keyEncoder() {
    boolean nullable =
        aggregation.keys().stream().anyMatch(key -> aggregation.input().field(key).nullable());
    return new KeyEncoder(keyLanes, nullable, false);
  }

  private Finisher finisher(AggregateSpec call) {
    return switch (call.function()) {
      case COUNT -> SumFinishers.count(countInput(call));
      case SUM -> sum(call);
      case AVG -> average(call);
      case MIN, ANY_VALUE -> picked(call, Kind.LEAST);
      case MAX -> picked(call, Kind.GREATEST);
      case FIRST_VALUE -> picked(call, Kind.FIRST);
      case LAST_VALUE -> picked(call, Kind.LAST);
      case VAR_POP -> spread(call, false, false);
      case VAR_SAMP -> spread(call, true, false);
      case STDDEV_POP -> spread(call, false, true);
      case STDDEV_SAMP -> spread(call, true, true);
      case SKEWNESS -> powers(call, PowerSums.SKEWNESS);
      case KURTOSIS -> powers(call, PowerSums.KURTOSIS);
      case CORR -> pair(call, PairResult.CORR);
      case COVAR_POP -> pair(call, PairResult.COVAR_POP);
      case COVAR_SAMP -> pair(call, PairResult.COVAR_SAMP);
      case REGR_SLOPE -> pair(call, PairResult.SLOPE);
      case REGR_INTERCEPT -> pair(call, PairResult.INTERCEPT);
      case REGR_R2 -> pair(call, PairResult.R2);
      case REGR_AVGX -> pair(call, PairResult.AVG_X);
      case REGR_AVGY -> pair(call, PairResult.AVG_Y);
      case REGR_SXX -> pair(call, PairResult.SUM_XX);
      case REGR_SYY -> pair(call, PairResult.SUM_YY);
      case REGR_SXY -> pair(call, PairResult.SUM_XY);
      case BIT_AND -> bits(call, BitTallies.AND);
      case BIT_OR -> bits(call, BitTallies.OR);
      case BIT_XOR -> bits(call, BitTallies.XOR);
      case PRODUCT -> values.product(call);
      case STRING_AGG, ARRAY_AGG -> values.collection(call);
      case MAP_AGG -> values.map(call);
      case QUANTILE_CONT, QUANTILE_DISC -> values.quantile(call);
      case MODE -> values.mode(call);
      case ARG_MIN, ARG_MAX -> values.best(call);
      case APPROX_COUNT_DISTINCT -> approximateCount(call);
      case APPROX_QUANTILE -> values.approximateQuantile(call);
      case USER -> user(call);
    };
  }

  private int countInput(AggregateSpec call) {
    if (call.filter().isEmpty() && call.arguments().isEmpty()) {
      return -1;
    }
    boolean distinct = call.distinct() && !call.arguments().isEmpty();
    return input(
        new AggregateInput(call.arguments(), call.filter(), distinct, call.arguments().isEmpty()));
  }

  /// The index of an input.
  int input(AggregateInput input) {
    int index = inputs.indexOf(input);
    if (index < 0) {
      index = inputs.size();
      inputs.add(input);
    }
    return index;
  }

  /// The index of the input of all rows whose arguments are not NULL.
  int valueInput(AggregateSpec call, boolean distinct) {
    return input(new AggregateInput(call.arguments(), call.filter(), distinct, false));
  }

  /// The index of an accumulator over an input, made if there is none of that kind yet.
  int part(Object kind, int input, Supplier<Accumulator> factory) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind().equals(kind) && parts.get(i).input() == input) {
        return i;
      }
    }
    parts.add(new Part(kind, input, factory));
    return parts.size() - 1;
  }

  private static int argument(AggregateSpec call) {
    return call.arguments().getFirst();
  }

  private DataType argumentType(AggregateSpec call) {
    return aggregation.input().type(argument(call));
  }

  private boolean exact() {
    return aggregation.retracts() || aggregation.anyOrder();
  }

  private int sumPart(AggregateSpec call, int input) {
    int column = argument(call);
    return switch (argumentType(call).lane()) {
      case LONG -> part(Kind.SUM, input, () -> new IntegerSum(column));
      case WIDE -> part(Kind.SUM, input, () -> new WideSum(column));
      case DOUBLE ->
          part(
              Kind.SUM,
              input,
              () -> exact() ? new ExactDoubleSum(column) : new OrderedDoubleSum(column));
      case BYTES -> throw unfit(call);
    };
  }

  private Finisher sum(AggregateSpec call) {
    int input = valueInput(call, call.distinct());
    int part = sumPart(call, input);
    if (argumentType(call).lane() != Lane.DOUBLE
        && (call.type().lane() == Lane.DOUBLE || scale(argumentType(call)) != scale(call.type()))) {
      throw unfit(call);
    }
    return switch (argumentType(call).lane()) {
      case LONG -> SumFinishers.integerSum(part, input, call.type());
      case WIDE -> SumFinishers.wideSum(part, input, call.type());
      case DOUBLE -> SumFinishers.doubleSum(part, input, call.type().equals(DataType.REAL));
      case BYTES -> throw unfit(call);
    };
  }

  private Finisher average(AggregateSpec call) {
    int input = valueInput(call, call.distinct());
    int part = sumPart(call, input);
    DataType from = argumentType(call);
    if (from.lane() == Lane.DOUBLE) {
      return SumFinishers.doubleAverage(part, input, call.type().equals(DataType.REAL));
    }
    if (call.type().lane() != Lane.DOUBLE) {
      return SumFinishers.exactAverage(part, input, scale(call.type()) - scale(from), call.type());
    }
    if (scale(from) != 0 || from.lane() != Lane.LONG) {
      throw unfit(call);
    }
    return SumFinishers.integerAverage(part, input);
  }

  private Finisher spread(AggregateSpec call, boolean sample, boolean root) {
    int input = valueInput(call, call.distinct());
    int column = argument(call);
    int scale = scale(argumentType(call));
    int part =
        part(
            Kind.MOMENTS,
            input,
            () -> exact() ? new ExactMoments(column, scale) : new OrderedMoments(column, scale));
    return SumFinishers.spread(part, input, sample, root);
  }

  private Finisher powers(AggregateSpec call, int result) {
    int column = argument(call);
    DataType type = argumentType(call);
    int input = valueInput(call, call.distinct());
    return Results.finisher(part("powers", input, () -> new PowerSums(column, type)), result);
  }

  private Finisher pair(AggregateSpec call, PairResult result) {
    int y = call.arguments().getFirst();
    int x = call.arguments().getLast();
    Schema schema = aggregation.input();
    int input = valueInput(call, call.distinct());
    int part = part("pairs", input, () -> new PairSums(y, schema.type(y), x, schema.type(x)));
    return result.finisher(part, input);
  }

  private Finisher bits(AggregateSpec call, int operation) {
    int column = argument(call);
    int input = valueInput(call, call.distinct());
    if (aggregation.retracts() && operation != BitTallies.XOR) {
      return Results.finisher(part("bits", input, () -> new BitTallies(column)), operation);
    }
    int part = part(List.of("bits", operation), input, () -> new BitFold(column, operation));
    return SumFinishers.picked(part, input);
  }

  private Finisher approximateCount(AggregateSpec call) {
    if (aggregation.retracts()) {
      // A sketch forgets nothing: what can be retracted is counted exactly.
      return SumFinishers.count(valueInput(call, true));
    }
    int column = argument(call);
    int part = part("sketch", valueInput(call, false), () -> new DistinctSketches(column));
    return Results.finisher(part, 0);
  }

  /// A function of the program. One that cannot take rows back has them kept, where that is needed.
  private Finisher user(AggregateSpec call) {
    UserAggregate.Call function = call.user().orElseThrow();
    LaneAggregate body = function.function().body();
    boolean kept = aggregation.retracts() && !body.canRetract();
    int input = valueInput(call, call.distinct());
    int part = parts.size();
    parts.add(
        new Part(
            Kind.USER,
            input,
            () -> new UserState(function, kept ? new KeptInputs(body) : body, call.arguments())));
    return (state, slots, from, count, out, at) ->
        ((UserState) state.accumulator(part)).write(slots, from, count, out, at);
  }

  private Finisher picked(AggregateSpec call, Kind kind) {
    boolean keepNulls = kind == Kind.FIRST || kind == Kind.LAST;
    int input = input(new AggregateInput(call.arguments(), call.filter(), false, keepNulls));
    int column = argument(call);
    Lane lane = argumentType(call).lane();
    if (lane != call.type().lane()) {
      throw unfit(call);
    }
    int part = part(kind, input, () -> pickedValue(column, lane, kind, input));
    return SumFinishers.picked(part, input);
  }

  private Accumulator pickedValue(int column, Lane lane, Kind kind, int input) {
    boolean greatest = kind == Kind.GREATEST || kind == Kind.LAST;
    if (aggregation.retracts()) {
      MultisetIndex.Order order =
          switch (kind) {
            case FIRST -> MultisetIndex.Order.FIRST_ARRIVAL;
            case LAST -> MultisetIndex.Order.LAST_ARRIVAL;
            case LEAST, GREATEST, SUM, MOMENTS, USER -> MultisetIndex.Order.VALUE;
          };
      return new RetractableValue(column, lane, valueEncoder(input), order, greatest);
    }
    HeldValue.Choice choice =
        switch (kind) {
          case FIRST -> HeldValue.Choice.FIRST;
          case LAST -> HeldValue.Choice.LAST;
          case GREATEST -> HeldValue.Choice.GREATEST;
          case LEAST, SUM, MOMENTS, USER -> HeldValue.Choice.LEAST;
        };
    boolean extreme = kind == Kind.LEAST || kind == Kind.GREATEST;
    return switch (lane) {
      case LONG ->
          extreme ? new LongExtreme(column, greatest) : new HeldValue(column, lane, choice);
      case DOUBLE ->
          extreme ? new DoubleExtreme(column, greatest) : new HeldValue(column, lane, choice);
      case WIDE, BYTES -> new HeldValue(column, lane, choice);
    };
  }

  private static int scale(DataType type) {
    return type instanceof DataType.Decimal decimal ? decimal.scale() : 0;
  }

  private IllegalArgumentException unfit(AggregateSpec call) {
    return new IllegalArgumentException(
        call.function() + "(" + argumentType(call).sql() + ") cannot give " + call.type().sql());
  }
}
