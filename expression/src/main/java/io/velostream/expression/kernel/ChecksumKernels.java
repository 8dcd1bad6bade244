package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

/// Short fingerprints of bytes, the same as other systems compute.
public final class ChecksumKernels {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  /// The sum of the first two primes, in 64 bits.
  private static final long START = 0x60EA27EEADC0B5D6L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private ChecksumKernels() {}

  /// CRC-32 of ISO 3309, as a number from 0.
  @Total
  public static long crc32(Slice bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.array(), bytes.offset(), bytes.length());
    return checksum.getValue();
  }

  /// xxHash with 64 bits and seed 0.
  @Total
  public static long xxHash64(Slice bytes) {
    byte[] d = bytes.array();
    int p = bytes.offset();
    int end = p + bytes.length();
    long hash = PRIME_5;
    if (bytes.length() >= 32) {
      long a = START;
      long b = PRIME_2;
      long c = 0;
      long e = -PRIME_1;
      for (; p + 32 <= end; p += 32) {
        a = round(a, (long) LONGS.get(d, p));
        b = round(b, (long) LONGS.get(d, p + 8));
        c = round(c, (long) LONGS.get(d, p + 16));
        e = round(e, (long) LONGS.get(d, p + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(e, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), e);
    }
    hash += bytes.length();
    for (; p + 8 <= end; p += 8) {
      hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(d, p)), 27) * PRIME_1 + PRIME_4;
    }
    if (p + 4 <= end) {
      long word = ((int) INTS.get(d, p)) & 0xFFFFFFFFL;
      hash = Long.rotateLeft(hash ^ (word * PRIME_1), 23) * PRIME_2 + PRIME_3;
      p += 4;
    }
    for (; p < end; p++) {
      hash = Long.rotateLeft(hash ^ ((d[p] & 0xFF) * PRIME_5), 11) * PRIME_1;
    }
    hash = (hash ^ (hash >>> 33)) * PRIME_2;
    hash = (hash ^ (hash >>> 29)) * PRIME_3;
    return hash ^ (hash >>> 32);
  }

  /// The UUID of version 3 that stands for the bytes.
  @Total
  public static Slice uuid(Slice bytes) {
    int from = bytes.offset();
    UUID uuid =
        UUID.nameUUIDFromBytes(Arrays.copyOfRange(bytes.array(), from, from + bytes.length()));
    return Slice.utf8(uuid.toString());
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }
}
