package io.velostream.expression.compile;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.compile.Code.Invoke;
import io.velostream.expression.compile.Code.Value;
import io.velostream.expression.function.ScalarFunction;
import io.velostream.expression.kernel.Total;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How a [ScalarFunction] is called from generated code.
///
/// @param handle set when generated code cannot name the class of the method
/// @param total whether it never throws
record Kernel(
    ScalarFunction function, MethodTypeDesc type, @Nullable MethodHandle handle, boolean total) {
  private static final Map<ScalarFunction, Kernel> KNOWN = new ConcurrentHashMap<>();

  static Kernel of(ScalarFunction function) {
    Kernel known = KNOWN.get(function);
    if (known != null) {
      return known;
    }
    Kernel found = find(function);
    // Functions of other class loaders are not remembered, so that those can be unloaded.
    if (found.handle() == null) {
      KNOWN.put(function, found);
    }
    return found;
  }

  /// A call; the context is added when the method takes it.
  Invoke invoke(List<Value> arguments) {
    List<Value> all = new ArrayList<>(arguments);
    if (function.takesContext()) {
      all.add(new Code.Context());
    }
    return new Invoke(
        function.owner(),
        function.method(),
        type,
        handle,
        List.copyOf(all),
        Kind.of(function.result()),
        total);
  }

  /// The method itself.
  MethodHandle toHandle() {
    return handle != null ? handle : lookup(function, methodType(function));
  }

  private static MethodType methodType(ScalarFunction function) {
    List<Class<?>> parameters = new ArrayList<>();
    for (Lane lane : function.parameters()) {
      parameters.add(javaType(lane));
    }
    if (function.takesContext()) {
      parameters.add(EvaluationContext.class);
    }
    return MethodType.methodType(javaType(function.result()), parameters);
  }

  private static MethodHandle lookup(ScalarFunction function, MethodType type) {
    try {
      return MethodHandles.publicLookup().findStatic(function.owner(), function.method(), type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no such kernel: " + function, e);
    }
  }

  private static Kernel find(ScalarFunction function) {
    MethodType type = methodType(function);
    Class<?> owner = function.owner();
    MethodHandle handle = isVisible(owner) ? null : lookup(function, type);
    return new Kernel(function, type.describeConstable().orElseThrow(), handle, isTotal(function));
  }

  private static boolean isTotal(ScalarFunction function) {
    Class<?> owner = function.owner();
    try {
      Method method = owner.getMethod(function.method(), methodType(function).parameterArray());
      return owner.isAnnotationPresent(Total.class) || method.isAnnotationPresent(Total.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no such kernel: " + function, e);
    }
  }

  private static boolean isVisible(Class<?> owner) {
    try {
      ClassLoader ours = Kernel.class.getClassLoader();
      return Class.forName(owner.getName(), false, ours) == owner;
    } catch (ClassNotFoundException e) {
      // Belongs to a loader that ours does not ask.
      return false;
    }
  }

  private static Class<?> javaType(Lane lane) {
    return switch (lane) {
      case LONG -> long.class;
      case DOUBLE -> double.class;
      case WIDE -> BigInteger.class;
      case BYTES -> Slice.class;
    };
  }

  /// The descriptor of a type, for calls that are no kernels.
  static MethodTypeDesc descriptor(Kind result, Kind... parameters) {
    ClassDesc[] types = new ClassDesc[parameters.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = parameters[i].descriptor;
    }
    return MethodTypeDesc.of(result.descriptor, types);
  }
}
