package io.velostream.expression.compile;

import io.velostream.expression.compile.Code.Invoke;
import io.velostream.expression.compile.Code.InvokeVirtual;
import io.velostream.expression.compile.Code.Value;
import java.util.List;
import java.util.stream.Stream;

/// Calls in generated code that are no kernels.
final class Calls {
  private Calls() {}

  /// A call of a method of [Support]; none of them throws.
  static Value support(String method, Kind result, Value... arguments) {
    return call(Support.class, method, result, arguments);
  }

  /// A call of a static method that never throws.
  static Value call(Class<?> owner, String method, Kind result, Value... arguments) {
    Kind[] kinds = Stream.of(arguments).map(Value::kind).toArray(Kind[]::new);
    return new Invoke(
        owner, method, Kernel.descriptor(result, kinds), null, List.of(arguments), result, true);
  }

  /// `buffer.append(slice)`.
  static Value append(Value buffer, Value slice) {
    return new InvokeVirtual(
        BytesBuffer.class,
        "append",
        Kernel.descriptor(Kind.LONG, Kind.SLICE),
        List.of(buffer, slice),
        Kind.LONG);
  }
}
