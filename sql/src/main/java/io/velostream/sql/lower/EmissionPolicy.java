package io.velostream.sql.lower;

import io.velostream.plan.Emission;

/// When the aggregates of a statement publish, by its EMIT clause.
public enum EmissionPolicy {
  /// No EMIT clause: windows over append-only rows once, when they close; all others changes.
  DEFAULT {
    @Override
    Emission of(boolean closes, boolean inputRetracts) {
      return closes && !inputRetracts ? Emission.FINAL : Emission.CHANGES;
    }
  },
  /// EMIT CHANGES.
  CHANGES {
    @Override
    Emission of(boolean closes, boolean inputRetracts) {
      return Emission.CHANGES;
    }
  },
  /// EMIT FINAL.
  FINAL {
    @Override
    Emission of(boolean closes, boolean inputRetracts) {
      return Emission.FINAL;
    }
  };

  /// The emission of one aggregate.
  ///
  /// @param closes whether its groups close with the watermark
  /// @param inputRetracts whether its input can hold retractions
  abstract Emission of(boolean closes, boolean inputRetracts);
}
