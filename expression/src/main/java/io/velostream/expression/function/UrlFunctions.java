package io.velostream.expression.function;

import static io.velostream.columnar.DataType.STRING;

import io.velostream.expression.kernel.UrlKernels;
import java.util.List;

/// Addresses of the web.
final class UrlFunctions {
  private static final Class<?> KERNELS = UrlKernels.class;

  private UrlFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of("URL_ENCODE", KERNELS, "encode", STRING, STRING),
        Typed.orNull("URL_DECODE", KERNELS, "decode", STRING, 1, STRING),
        Typed.orNull("PARSE_URL", KERNELS, "part", STRING, 2, STRING, STRING, STRING));
  }
}
