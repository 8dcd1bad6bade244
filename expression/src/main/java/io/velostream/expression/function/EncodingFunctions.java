package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.DigestKernels;
import io.velostream.expression.kernel.EncodingKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Digests of bytes, and bytes as text. What decodes gives bytes: cast them to VARCHAR where they
/// are text.
final class EncodingFunctions {
  private static final DataType BYTES = new DataType.Varbinary();

  private EncodingFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        digest("MD5", "md5", "MD5"),
        digest("SHA1", "sha1", "SHA-1"),
        digest("SHA224", "sha224", "SHA-224"),
        digest("SHA256", "sha256", "SHA-256"),
        digest("SHA384", "sha384", "SHA-384"),
        digest("SHA512", "sha512", "SHA-512"),
        Simple.of(
            "SHA2(text, bits)",
            "The digest of SHA-2 with 224, 256, 384 or 512 bits, in hexadecimal.",
            DigestKernels.class,
            "sha2",
            STRING,
            STRING,
            BIGINT),
        Definition.of(
            "HEX",
            "HEX(x)",
            "A whole number, or the bytes of a text, in hexadecimal digits.",
            EncodingFunctions::hex),
        encoding("UNHEX(digits)", "The bytes of hexadecimal digits.", "unhex", BYTES, STRING),
        encoding("BIN(number)", "A whole number in binary digits.", "bin", STRING, BIGINT),
        encoding("TO_BASE64(text)", "The bytes of a text in Base64.", "toBase64", STRING, STRING),
        encoding("FROM_BASE64(text)", "The bytes of Base64.", "fromBase64", BYTES, STRING));
  }

  private static Definition digest(String name, String kernel, String title) {
    return Simple.of(
        name + "(text)", title + " in hexadecimal.", DigestKernels.class, kernel, STRING, STRING);
  }

  private static Definition encoding(
      String signature, String summary, String kernel, DataType result, DataType parameter) {
    return Simple.of(signature, summary, EncodingKernels.class, kernel, result, parameter);
  }

  private static @Nullable Expression hex(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    boolean number = call.type(0) instanceof DataType.Integral;
    Expression value = Simple.as(call, call.argument(0), number ? BIGINT : STRING);
    return value == null
        ? null
        : call.asResult(call.call(EncodingKernels.class, "hex", STRING, value));
  }
}
