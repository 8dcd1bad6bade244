package io.velostream.stream.seam;

/// Where threads come from, and how they wait.
public interface Threads {
  /// Of a world in which everything happens on the thread that calls.
  Threads NONE =
      new Threads() {
        @Override
        public Started start(String name, Runnable work) {
          throw new UnsupportedOperationException("this world has no threads, so no " + name);
        }

        @Override
        public void pause(int times) {}
      };

  /// How many threads can run at the same time.
  default int cores() {
    return 1;
  }

  /// Starts a thread of its own for work that does not throw.
  Started start(String name, Runnable work);

  /// Lets the calling thread do nothing for a while, the longer the more often it has done so in a
  /// row.
  ///
  /// @param times how many pauses in a row came before this one
  void pause(int times);

  /// Whether [#bind] can be asked for.
  default boolean canBind() {
    return false;
  }

  /// Has the calling thread run on one core only: the one that fewest threads are bound to. Threads
  /// that are started by it are free.
  ///
  /// @throws UnsupportedOperationException unless [#canBind]
  default Bound bind() {
    throw new UnsupportedOperationException("threads of this world cannot be bound to cores");
  }

  /// A thread that stays on one core.
  interface Bound extends AutoCloseable {
    /// A thread that was never bound.
    Bound NONE = () -> {};

    /// Lets the thread run on any core again; called by itself, and only once.
    @Override
    void close();
  }

  /// A thread at work.
  @FunctionalInterface
  interface Started {
    /// Waits until the work has ended. An interrupt does not end the wait; it is kept for the
    /// caller.
    void awaitEnd();
  }
}
