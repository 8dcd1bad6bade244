package io.velostream.runtime.race;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/// Loads classes anew so that [Interleavings] learns of each access to arrays that they make.
public final class InterleavedLoader extends ClassLoader {
  private static final ClassDesc HOOKS = ClassDesc.of(Interleavings.class.getName());
  private static final ClassDesc LONGS =
      ClassDesc.of("java.util.concurrent.atomic.AtomicLongArray");
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();

  private final Set<String> names;
  private final boolean releasing;

  /// @param names of the classes; classes within them are meant, too
  /// @param releasing whether releases are releases; otherwise the classes have that bug
  public InterleavedLoader(Set<String> names, boolean releasing) {
    super(InterleavedLoader.class.getClassLoader());
    this.names = Set.copyOf(names);
    this.releasing = releasing;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int inner = name.indexOf('$');
    if (!names.contains(inner < 0 ? name : name.substring(0, inner))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      ClassFile classFile =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(getParent())
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      byte[] bytes =
          classFile.transformClass(
              classFile.parse(in.readAllBytes()),
              ClassTransform.transformingMethodBodies(this::instruction));
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void instruction(CodeBuilder builder, CodeElement element) {
    switch (element) {
      case InvokeInstruction call
          when call.owner().asSymbol().equals(LONGS) && isHooked(call.name().stringValue()) -> {
        String name = call.name().stringValue();
        String hook = name.equals("setRelease") && !releasing ? "setWithoutRelease" : name;
        builder.invokestatic(HOOKS, hook, call.typeSymbol().insertParameterTypes(0, LONGS));
      }
      case ArrayLoadInstruction load when load.opcode() == Opcode.AALOAD ->
          builder.invokestatic(
              HOOKS,
              "load",
              MethodTypeDesc.of(ConstantDescs.CD_Object, OBJECTS, ConstantDescs.CD_int));
      case ArrayStoreInstruction store when store.opcode() == Opcode.AASTORE ->
          builder.invokestatic(
              HOOKS,
              "store",
              MethodTypeDesc.of(
                  ConstantDescs.CD_void, OBJECTS, ConstantDescs.CD_int, ConstantDescs.CD_Object));
      default -> builder.with(element);
    }
  }

  private static boolean isHooked(String method) {
    return switch (method) {
      case "getAcquire", "setRelease", "getPlain", "setPlain" -> true;
      default -> false;
    };
  }
}
