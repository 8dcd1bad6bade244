package io.velostream.runtime.pipeline;

import io.velostream.operators.Operator;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Map;
import java.util.TreeMap;

/// The form in which pipelines are saved: a block for each node of the plan, sources first. Whoever
/// runs the operators of a plan in another way than a [Pipeline] saves them so, too, and either can
/// go on from what the other has saved.
public final class SavedNodes {
  /// Encloses the number of nodes and their blocks.
  public static final StateFormat PIPELINE = new StateFormat("pipeline", 1);

  private static final StateFormat SOURCE = new StateFormat("source", 1);
  private static final StateFormat WATERMARK = new StateFormat("watermark", 1);
  private static final StateFormat OPERATOR = new StateFormat("operator", 1);

  private SavedNodes() {}

  /// Writes a source.
  ///
  /// @param rows read so far
  public static void putSource(StateOutput out, long rows, boolean ended) {
    out.begin(SOURCE);
    out.putVarint(rows);
    out.putBoolean(ended);
    out.end();
  }

  /// How many rows were read of a source, and whether it had ended.
  public record SavedSource(long rows, boolean ended) {}

  /// Reads a source.
  public static SavedSource getSource(StateInput in) {
    in.enter(SOURCE);
    SavedSource source = new SavedSource(in.getNumber(), in.getBoolean());
    in.leave();
    return source;
  }

  /// Writes where event time is derived.
  ///
  /// @param derived what the rows have made of it
  /// @param announced what operators have heard of it
  /// @param parts by part of the table, what its rows have made of event time; empty for a table
  ///   that is not in parts
  public static void putWatermark(
      StateOutput out, long derived, long announced, Map<Integer, Long> parts) {
    out.begin(WATERMARK);
    out.putLong(derived);
    out.putLong(announced);
    if (!parts.isEmpty()) {
      out.putVarint(parts.size());
      parts.forEach((part, time) -> {
        out.putVarint(part);
        out.putLong(time);
      });
    }
    out.end();
  }

  /// Event time as it was derived, as it was announced, and as the rows of each part have made it.
  public record SavedTime(long derived, long announced, Map<Integer, Long> parts) {}

  /// Reads where event time is derived.
  public static SavedTime getWatermark(StateInput in) {
    in.enter(WATERMARK);
    long derived = in.getLong();
    long announced = in.getLong();
    Map<Integer, Long> parts = new TreeMap<>();
    if (in.remaining() > 0) {
      for (long left = in.getNumber(); left > 0; left--) {
        parts.put(Math.toIntExact(in.getNumber()), in.getLong());
      }
    }
    in.leave();
    return new SavedTime(derived, announced, parts);
  }

  /// Writes an operator.
  ///
  /// @param watermark that it has heard of
  public static void putOperator(StateOutput out, long watermark, Operator operator) {
    out.begin(OPERATOR);
    out.putLong(watermark);
    out.begin(operator.stateFormat());
    operator.save(out);
    out.end();
    out.end();
  }

  /// Restores an operator.
  ///
  /// @return the watermark that it had heard of
  public static long getOperator(StateInput in, KeyRange keys, Operator operator) {
    in.enter(OPERATOR);
    long watermark = in.getLong();
    in.enter(operator.stateFormat());
    operator.restore(in, keys);
    in.leave();
    in.leave();
    return watermark;
  }

  /// Passes over an operator.
  public static void skipOperator(StateInput in) {
    in.enter(OPERATOR);
    in.skipRest();
    in.leave();
  }
}
