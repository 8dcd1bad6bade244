package io.velostream.runtime.job;

/// Tells a run when stepping is of use again, where a source may have nothing to read for a while.
public interface Arrivals {
  /// Of sources that wait by themselves: stepping is always of use.
  Arrivals NONE =
      new Arrivals() {
        @Override
        public long version() {
          return 0;
        }

        @Override
        public void awaitAfter(long version) {}
      };

  /// Grows with everything that arrives. Taken before a step, so that nothing that arrives during
  /// the step is missed.
  long version();

  /// Waits until something has arrived since that version, or a while has passed: the time of day
  /// moves without arrivals too. It is right to step after that in any case.
  ///
  /// @throws io.velostream.columnar.error.UserException CANCELLED when the thread is interrupted
  void awaitAfter(long version);
}
