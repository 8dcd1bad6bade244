package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.ChecksumKernels;
import io.velostream.expression.kernel.CompressionKernels;
import io.velostream.expression.kernel.DigestKernels;
import io.velostream.expression.kernel.EncodingKernels;
import io.velostream.expression.kernel.UuidKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Digests of bytes, and bytes as text. What decodes gives bytes: cast them to VARCHAR where they
/// are text.
final class EncodingFunctions {
  private static final DataType BYTES = new DataType.Varbinary();

  /// How a UUID is kept.
  private static final DataType CANONICAL = new DataType.Char(36);

  private EncodingFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        digest("MD5", "md5"),
        digest("SHA1", "sha1"),
        digest("SHA224", "sha224"),
        digest("SHA256", "sha256"),
        digest("SHA384", "sha384"),
        digest("SHA512", "sha512"),
        Simple.of("SHA2", DigestKernels.class, "sha2", STRING, STRING, BIGINT),
        Definition.of("HEX", EncodingFunctions::hex),
        Definition.of("TO_HEX", EncodingFunctions::hex),
        encoding("UNHEX", "unhex", BYTES, STRING),
        encoding("FROM_HEX", "unhex", BYTES, STRING),
        encoding("BIN", "bin", STRING, BIGINT),
        encoding("TO_BASE64", "toBase64", STRING, STRING),
        Typed.of("COMPRESS", CompressionKernels.class, "compress", BYTES, BYTES),
        Typed.of("UNCOMPRESS", CompressionKernels.class, "uncompress", BYTES, BYTES),
        Typed.of("CRC32", ChecksumKernels.class, "crc32", BIGINT, BYTES),
        Typed.of("XXHASH64", ChecksumKernels.class, "xxHash64", BIGINT, BYTES),
        Typed.of("UUID", ChecksumKernels.class, "uuid", STRING, BYTES),
        Simple.of("$UUID_OF_TEXT", UuidKernels.class, "ofText", CANONICAL, STRING),
        Simple.of("$UUID_OF_TEXT_OR_NULL", UuidKernels.class, "ofTextOrNull", CANONICAL, STRING),
        Simple.of("$UUID_OF_BYTES", UuidKernels.class, "ofBytes", CANONICAL, BYTES),
        Simple.of("$UUID_OF_BYTES_OR_NULL", UuidKernels.class, "ofBytesOrNull", CANONICAL, BYTES),
        Simple.of("$UUID_TO_BYTES", UuidKernels.class, "toBytes", BYTES, CANONICAL),
        Definition.of("ENCODE", CharsetFunctions::encode),
        Definition.nullAware("DECODE", CharsetFunctions::decode),
        encoding("FROM_BASE64", "fromBase64", BYTES, STRING));
  }

  private static Definition digest(String name, String kernel) {
    return Simple.of(name, DigestKernels.class, kernel, STRING, STRING);
  }

  private static Definition encoding(
      String name, String kernel, DataType result, DataType parameter) {
    return Simple.of(name, EncodingKernels.class, kernel, result, parameter);
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
