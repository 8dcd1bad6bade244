package io.velostream.conformance.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/// Something to be fuzzed. Its class is loaded by the [InstrumentingLoader], as is all of the
/// engine that it uses.
public interface Target {
  /// Inputs to begin with, regressions among them.
  List<String> seeds();

  /// A changed input.
  ///
  /// @param other another input that was found worth keeping
  String mutate(String input, String other, SplittableRandom random);

  /// Runs an input; whatever it throws is a finding.
  void run(String input);
}
