package io.velostream.runtime.checkpoint.protocol;

import io.velostream.connector.spi.SinkProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The protocol of epochs.
///
/// A process takes a generation, shuts older ones out of each sink, and reads from each how far it
/// is. Then, for each epoch N: it runs the job over some input; the sinks stage their output; it
/// writes manifest N (where the input ends, the state, what the sinks have staged) and makes it
/// durable; each sink commits N, together with its own record of that.
///
/// What holds at every moment, whatever dies when:
///
/// 1. Manifest N is durable before any sink commits N.
/// 2. The manifest that the slowest sink needs is kept.
/// 3. Input that may have to be read again is still there, or the job stops.
/// 4. A sink commits epochs in order, each once.
/// 5. A process that was succeeded commits nothing.
/// 6. An epoch that is run again gives what it gave before, or the job stops.
public final class Protocol {
  private Protocol() {}

  /// How to go on, given every undamaged manifest and the record of each sink.
  public static Recovery recover(List<ManifestHead> manifests, List<SinkProgress> sinks) {
    long run =
        Stream.concat(
                manifests.stream().map(ManifestHead::run), sinks.stream().map(SinkProgress::run))
            .max(Long::compare)
            .orElse(0L);
    List<SinkProgress> ofRun = sinks.stream().map(sink -> inRun(sink, run)).toList();
    Optional<ManifestHead> latest =
        manifests.stream().filter(head -> head.run() == run).max(ManifestHead.ORDER);
    if (latest.isEmpty()) {
      return withoutManifest(ofRun);
    }
    for (SinkProgress sink : ofRun) {
      if (sink.epoch() > latest.get().epoch()) {
        return new Recovery.Refuse(
            "the output holds epoch %d, but the latest checkpoint is that of epoch %d"
                .formatted(sink.epoch(), latest.get().epoch()));
      }
    }
    return resume(chain(manifests, latest.get()), ofRun);
  }

  private static SinkProgress inRun(SinkProgress sink, long run) {
    return sink.run() == run ? sink : new SinkProgress(run, 0, false);
  }

  private static Recovery withoutManifest(List<SinkProgress> sinks) {
    for (SinkProgress sink : sinks) {
      if (sink.epoch() > 0 && !sink.last()) {
        return new Recovery.Refuse(
            "the output holds epoch %d of this job, but there is no checkpoint"
                .formatted(sink.epoch()));
      }
    }
    return new Recovery.Start();
  }

  /// The manifests that led to the latest one, from the oldest kept on, without a gap.
  private static List<ManifestHead> chain(List<ManifestHead> manifests, ManifestHead latest) {
    List<ManifestHead> chain = new ArrayList<>(List.of(latest));
    for (long epoch = latest.epoch() - 1; epoch > 0; epoch--) {
      long wanted = epoch;
      Optional<ManifestHead> before =
          manifests.stream()
              .filter(head -> head.run() == latest.run() && head.epoch() == wanted)
              .max(ManifestHead.ORDER);
      if (before.isEmpty()) {
        break;
      }
      chain.add(before.get());
    }
    Collections.reverse(chain);
    return chain;
  }

  private static Recovery resume(List<ManifestHead> chain, List<SinkProgress> sinks) {
    ManifestHead latest = chain.getLast();
    List<List<ManifestHead>> commits = new ArrayList<>();
    long from = latest.epoch();
    for (int i = 0; i < sinks.size(); i++) {
      int sink = i;
      long reached = sinks.get(i).epoch();
      List<ManifestHead> missing = chain.stream().filter(head -> head.epoch() > reached).toList();
      boolean ready =
          missing.size() == latest.epoch() - reached
              && missing.stream().allMatch(head -> head.staged().get(sink));
      commits.add(ready ? missing : List.of());
      from = ready ? from : Math.min(from, reached);
    }
    long base = from;
    if (base > 0 && chain.getFirst().epoch() > base) {
      return new Recovery.Refuse(
          "the output holds epoch %d, and its checkpoint is gone: the oldest is that of epoch %d"
              .formatted(base, chain.getFirst().epoch()));
    }
    if (base == 0 && chain.getFirst().epoch() > 1) {
      return new Recovery.Refuse(
          "the output holds nothing, and the oldest checkpoint is that of epoch %d"
              .formatted(chain.getFirst().epoch()));
    }
    List<ManifestHead> replay = chain.stream().filter(head -> head.epoch() > base).toList();
    return new Recovery.Resume(
        chain.stream().filter(head -> head.epoch() == base).findFirst(),
        commits,
        replay,
        latest.last() && replay.isEmpty());
  }

  /// Whether a sink must be given an epoch: not when it has it already.
  public static boolean mustCommit(SinkProgress sink, long run, long epoch) {
    return inRun(sink, run).epoch() < epoch;
  }

  /// The manifests that nobody will need: those of earlier runs, and those before the `retain`
  /// latest epochs that every sink has passed.
  ///
  /// @param manifests all there are
  /// @param run the present run
  /// @param slowest the epoch that all sinks have committed
  /// @param retain how many committed epochs to keep, at least 1
  public static List<ManifestHead> collectable(
      List<ManifestHead> manifests, long run, long slowest, int retain) {
    TreeSet<Long> committed = new TreeSet<>();
    for (ManifestHead head : manifests) {
      if (head.run() == run && head.epoch() <= slowest) {
        committed.add(head.epoch());
      }
    }
    while (committed.size() > retain) {
      committed.pollFirst();
    }
    long oldest = committed.isEmpty() ? 0 : committed.first();
    return manifests.stream()
        .filter(head -> head.run() < run || (head.run() == run && head.epoch() < oldest))
        .toList();
  }
}
