package io.velostream.runtime.checkpoint.store;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All about the end of one epoch.
///
/// @param head what recovery decides by; what the sinks have staged is repeated there
/// @param plan the plan as text, to tell whether the query is still the same
/// @param keyGroups the number of groups that all keys fall into
/// @param pipelines by number: each had its share of the key groups
/// @param journal the steps of the epoch, for running it again; empty where nobody would need that
/// @param rowsIn rows read since the run began
/// @param rowsOut changes written since the run began
public record Manifest(
    ManifestHead head,
    String plan,
    int keyGroups,
    List<SavedPipeline> pipelines,
    List<SavedSink> sinks,
    byte[] journal,
    long rowsIn,
    long rowsOut) {
  public Manifest {
    pipelines = List.copyOf(pipelines);
    sinks = List.copyOf(sinks);
  }

  void write(StateOutput out) {
    out.putLong(head.run());
    out.putLong(head.epoch());
    out.putLong(head.generation());
    out.putBoolean(head.last());
    out.putText(plan);
    out.putVarint(keyGroups);
    out.putVarint(pipelines.size());
    for (SavedPipeline pipeline : pipelines) {
      out.putVarint(pipeline.positions().size());
      pipeline.positions().forEach(position -> putBytes(out, position.bytes()));
      writeExtents(pipeline, out);
    }
    out.putVarint(sinks.size());
    for (SavedSink sink : sinks) {
      putBytes(out, sink.staged().bytes());
      out.putBoolean(sink.staged().isDurable());
      out.putLong(sink.digest());
    }
    putBytes(out, journal);
    out.putLong(rowsIn);
    out.putLong(rowsOut);
  }

  /// The names of the files, then by piece the number of its file, its place and its length.
  private static void writeExtents(SavedPipeline pipeline, StateOutput out) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    pipeline.extents().forEach(extent -> numbers.putIfAbsent(extent.file(), numbers.size()));
    out.putVarint(numbers.size());
    numbers.keySet().forEach(out::putText);
    out.putVarint(pipeline.extents().size());
    for (StateExtent extent : pipeline.extents()) {
      out.putVarint(numbers.getOrDefault(extent.file(), 0));
      out.putVarint(extent.offset());
      out.putVarint(extent.bytes());
    }
  }

  private static List<StateExtent> readExtents(StateInput in) {
    List<String> files = new ArrayList<>();
    for (int left = in.getCount(1); left > 0; left--) {
      files.add(in.getText());
    }
    List<StateExtent> extents = new ArrayList<>();
    for (int left = in.getCount(3); left > 0; left--) {
      String file = files.get(in.getIndex(files.size()));
      extents.add(new StateExtent(file, in.getNumber(), in.getNumber()));
    }
    return extents;
  }

  private static void putBytes(StateOutput out, byte[] bytes) {
    out.putBytes(bytes, 0, bytes.length);
  }

  static Manifest read(StateInput in) {
    long run = in.getLong();
    long epoch = in.getLong();
    long generation = in.getLong();
    boolean last = in.getBoolean();
    String plan = in.getText();
    int keyGroups = in.getIndex(1 << 16);
    List<SavedPipeline> pipelines = new ArrayList<>();
    int count = in.getIndex(KeyGroups.COUNT + 1);
    for (int i = 0; i < count; i++) {
      List<ReadPosition> positions = new ArrayList<>();
      for (int left = in.getCount(1); left > 0; left--) {
        positions.add(new ReadPosition(in.getBytes()));
      }
      pipelines.add(new SavedPipeline(positions, readExtents(in)));
    }
    List<SavedSink> sinks = new ArrayList<>();
    for (int left = in.getCount(1); left > 0; left--) {
      StagedEpoch staged = new StagedEpoch(in.getBytes(), in.getBoolean());
      sinks.add(new SavedSink(staged, in.getLong()));
    }
    byte[] journal = in.getBytes();
    List<Boolean> staged = sinks.stream().map(sink -> sink.staged().isDurable()).toList();
    return new Manifest(
        new ManifestHead(run, epoch, generation, last, staged),
        plan,
        keyGroups,
        pipelines,
        sinks,
        journal,
        in.getLong(),
        in.getLong());
  }
}
