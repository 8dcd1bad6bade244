package io.velostream.plan;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.user.TableFunction;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is done to rows one by one. Those of a session are the exception: they wait for each other.
///
/// Unless it says otherwise, a node takes back what its input takes back.
public sealed interface RowNode extends UnaryNode {
  @Override
  default boolean retracts() {
    return input().retracts();
  }

  /// Keeps the rows whose `filter` is TRUE (all, without one) and computes `outputs` of them.
  record Calc(PlanNode input, @Nullable Expression filter, List<Expression> outputs, Schema schema)
      implements RowNode {
    public Calc {
      outputs = List.copyOf(outputs);
    }
  }

  /// Repeats each row: once for each list of `outputs`, as that list computes it. All lists have
  /// the types of `schema`.
  record Expand(PlanNode input, List<List<Expression>> outputs, Schema schema) implements RowNode {
    public Expand {
      outputs = outputs.stream().map(List::copyOf).toList();
    }
  }

  /// Passes rows on and makes watermarks: the largest value that `watermark` has had so far. Where
  /// that is PROCTIME() itself, the watermark follows the clock, whether rows come or not; the time
  /// column is then one of which every row got the value in the step that it came in.
  ///
  /// @param timeColumn the event-time column
  /// @param watermark an expression of a timestamp type over the input
  record Watermark(PlanNode input, int timeColumn, Expression watermark) implements RowNode {
    /// What the watermark is where it follows the clock.
    public static final String CLOCK = "PROCTIME";

    /// Whether the watermark is the processing time.
    public boolean followsClock() {
      return watermark instanceof Expression.Call call && call.function().name().equals(CLOCK);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }
  }

  /// Puts each row into its windows: the output is the input's columns and `window_start`,
  /// `window_end`, `window_time` (the end less one millisecond). A row of several windows is
  /// repeated. For sessions, `sessionKeys` are the columns that part them; a row is put out when
  /// its session has ended, and until then it can be retracted.
  record WindowAssign(
      PlanNode input, WindowSpec window, int timeColumn, List<Integer> sessionKeys, Schema schema)
      implements RowNode {
    public WindowAssign {
      sessionKeys = List.copyOf(sessionKeys);
    }

    @Override
    public boolean retracts() {
      return input.retracts() && !(window instanceof WindowSpec.Session);
    }
  }

  /// Calls a table function for each row: the output is some columns of the input, then those of
  /// the function, once for each row that it gives.
  ///
  /// @param arguments columns of the input
  /// @param passed columns of the input that the output begins with
  /// @param outer whether a row for which there are none is kept, with NULLs
  record TableFunctionCall(
      PlanNode input,
      TableFunction.Call call,
      List<Integer> arguments,
      List<Integer> passed,
      boolean outer,
      Schema schema)
      implements RowNode {
    public TableFunctionCall {
      arguments = List.copyOf(arguments);
      passed = List.copyOf(passed);
    }
  }

  /// Each row of the input with the rows that another table has for its keys when it comes: a
  /// change of that table later changes nothing. The input is append-only.
  ///
  /// @param table where rows are looked up
  /// @param columns the indexes in its schema that are looked up
  /// @param keys what must be equal: a column of the input, and a position in `columns`. NULL
  ///   equals nothing
  /// @param condition over the columns of a pair: what pairs must meet besides, or `null`
  /// @param outer whether a row without a match comes out, beside NULLs
  /// @param cache what is kept of what was found
  /// @param retries how often a lookup is tried again while the table is out of reach
  /// @param schema the columns of the input, then those looked up
  record LookupJoin(
      PlanNode input,
      TableDescription table,
      List<Integer> columns,
      List<JoinKey> keys,
      @Nullable Expression condition,
      boolean outer,
      LookupCache cache,
      int retries,
      Schema schema)
      implements RowNode {
    public LookupJoin {
      columns = List.copyOf(columns);
      keys = List.copyOf(keys);
    }

    /// The columns that are looked up.
    public Schema found() {
      return table.schema().project(columns);
    }

    /// The positions of all of them.
    public List<Integer> allFound() {
      return IntStream.range(0, columns.size()).boxed().toList();
    }

    /// The columns of a pair.
    public Schema pair() {
      List<Field> fields = new ArrayList<>(input.schema().fields());
      fields.addAll(found().fields());
      return new Schema(fields);
    }
  }
}
