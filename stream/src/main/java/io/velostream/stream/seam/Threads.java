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

  /// Puts the calling thread on a core of its own, as far as there are enough: one that no other
  /// thread has that was spread or bound. The system may move it from there; where it then shares a
  /// core with another one of them, [#keepApart] parts them. Does nothing where that cannot be
  /// done.
  default Bound spread() {
    return Bound.NONE;
  }

  /// To be called now and then by a thread that was spread. Costs tens of nanoseconds, and some
  /// microseconds where the thread is moved.
  default void keepApart() {}

  /// A thread that has a core.
  interface Bound extends AutoCloseable {
    /// A thread that has none.
    Bound NONE = () -> {};

    /// Gives the core back: the thread may run on any one. Called by itself, and only once.
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
