package io.velostream.runtime.system;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import java.util.Optional;

/// On which cores the calling thread may run, and on which one it does, by the functions that Linux
/// has for that.
final class CoreMask {
  /// Bytes of a mask: room for 8,192 cores.
  private static final long BYTES = 1_024;

  private static final FunctionDescriptor SIGNATURE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  /// In place of the number of a thread: the one that calls.
  private static final int SELF = 0;

  private static final FunctionDescriptor WHERE = FunctionDescriptor.of(ValueLayout.JAVA_INT);

  private final MethodHandle getter;
  private final MethodHandle setter;
  private final MethodHandle where;

  private CoreMask(MethodHandle getter, MethodHandle setter, MethodHandle where) {
    this.getter = getter;
    this.setter = setter;
    this.where = where;
  }

  /// The functions of this system; nothing where it has none.
  static Optional<CoreMask> ofSystem() {
    boolean wide = ValueLayout.ADDRESS.byteSize() == Long.BYTES;
    if (!wide || !System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    Optional<MethodHandle> getter = function("sched_getaffinity", SIGNATURE);
    Optional<MethodHandle> setter = function("sched_setaffinity", SIGNATURE);
    Optional<MethodHandle> where = function("sched_getcpu", WHERE);
    return getter.isEmpty() || setter.isEmpty() || where.isEmpty()
        ? Optional.empty()
        : Optional.of(new CoreMask(getter.get(), setter.get(), where.get()));
  }

  @SuppressWarnings("restricted") // three functions of the C library
  private static Optional<MethodHandle> function(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, signature));
  }

  /// The cores that the calling thread may run on, by their numbers; nothing where the system does
  /// not tell.
  BitSet get() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(BYTES, Long.BYTES);
      return call(getter, mask) == 0
          ? BitSet.valueOf(mask.toArray(ValueLayout.JAVA_BYTE))
          : new BitSet();
    }
  }

  /// Has the calling thread run on some cores only.
  ///
  /// @return whether the system does that
  boolean set(BitSet cores) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(BYTES, Long.BYTES);
      byte[] bytes = cores.toByteArray();
      MemorySegment.copy(bytes, 0, mask, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return call(setter, mask) == 0;
    }
  }

  /// The core that the calling thread is on, or -1 where the system does not tell.
  @SuppressWarnings("CatchingUnchecked") // a method handle may throw anything, and this one nothing
  int current() {
    try {
      return (int) where.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("a function of the C library has failed", e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a method handle may throw anything, and these nothing
  private static int call(MethodHandle function, MemorySegment mask) {
    try {
      return (int) function.invokeExact(SELF, BYTES, mask);
    } catch (Throwable e) {
      throw new IllegalStateException("a function of the C library has failed", e);
    }
  }
}
