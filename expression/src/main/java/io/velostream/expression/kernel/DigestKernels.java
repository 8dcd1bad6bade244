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

  /// SHA-1 as 40 hexadecimal digits.
  @Total
  public static Slice sha1(Slice bytes) {
    return digest("SHA-1", bytes);
  }

  /// SHA-224 as 56 hexadecimal digits.
  @Total
  public static Slice sha224(Slice bytes) {
    return digest("SHA-224", bytes);
  }

  /// SHA-384 as 96 hexadecimal digits.
  @Total
  public static Slice sha384(Slice bytes) {
    return digest("SHA-384", bytes);
  }

  /// SHA-512 as 128 hexadecimal digits.
  @Total
  public static Slice sha512(Slice bytes) {
    return digest("SHA-512", bytes);
  }

  /// The member of the SHA-2 family with so many bits.
  public static Slice sha2(Slice bytes, long bits) {
    if (bits != 224 && bits != 256 && bits != 384 && bits != 512) {
      throw Failures.invalidArgument("SHA2 has 224, 256, 384 or 512 bits, not " + bits);
    }
    return digest("SHA-" + bits, bytes);
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
