package io.velostream.expression.kernel;

import io.velostream.columnar.Hashing;
import io.velostream.columnar.Slice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fingerprints of bytes.
public final class DigestKernels {
  private DigestKernels() {}

  /// MD5 as 32 hexadecimal digits.
  @Total
  public static Slice md5(Slice bytes) {
    return digest("MD5", bytes);
  }

  /// SHA-256 as 64 hexadecimal digits.
  @Total
  public static Slice sha256(Slice bytes) {
    return digest("SHA-256", bytes);
  }

  /// A 64-bit hash that stays the same across releases.
  @Total
  public static long hash(Slice bytes) {
    return Hashing.bytes(bytes.array(), bytes.offset(), bytes.length());
  }

  private static Slice digest(String algorithm, Slice bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes.array(), bytes.offset(), bytes.length());
      return Slice.utf8(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
