package io.velostream.runtime.checkpoint.protocol;

import java.util.Comparator;
import java.util.List;

/// What recovery must know of a manifest.
///
/// @param run the generation that started the job from the beginning
/// @param epoch the epoch that the manifest ends, from 1
/// @param generation the process that has written it
/// @param last whether the job was over with it
/// @param staged by sink: whether the output of the epoch lies ready to be committed by anyone
public record ManifestHead(
    long run, long epoch, long generation, boolean last, List<Boolean> staged) {
  /// Which of two manifests of a run is nearer to the truth: the later epoch; of one epoch, that of
  /// the younger process. An older process may still have written one before it noticed.
  static final Comparator<ManifestHead> ORDER =
      Comparator.comparingLong(ManifestHead::epoch).thenComparingLong(ManifestHead::generation);

  public ManifestHead {
    staged = List.copyOf(staged);
  }
}
