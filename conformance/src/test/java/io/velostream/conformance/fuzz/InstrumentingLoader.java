package io.velostream.conformance.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Loads the engine's classes anew, each with a count at the start of every method and behind every
/// label, which is where branches lead.
final class InstrumentingLoader extends ClassLoader {
  private static final String ENGINE = "io.velostream.";
  private static final ClassDesc EDGES = ClassDesc.of(Edges.class.getName());
  private static final MethodTypeDesc HIT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(getParent())
                  .orElse(ClassHierarchyResolver.defaultResolver())));
  private int places;

  InstrumentingLoader() {
    super(InstrumentingLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean shared = name.equals(Edges.class.getName()) || name.equals(Target.class.getName());
    if (!name.startsWith(ENGINE) || shared) {
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
      byte[] bytes = in.readAllBytes();
      // The generated parser's tables and loops are Calcite's; only what we write is counted.
      byte[] defined = name.contains(".grammar.generated.") ? bytes : instrumented(bytes);
      return defineClass(name, defined, 0, defined.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] instrumented(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    return classFile.transformClass(
        model, ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Counting::new)));
  }

  /// Counts at the start of a method and at labels.
  private final class Counting implements CodeTransform {
    @Override
    public void atStart(CodeBuilder builder) {
      hit(builder);
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      builder.with(element);
      if (element instanceof LabelTarget) {
        hit(builder);
      }
    }

    private void hit(CodeBuilder builder) {
      // Scattered, so that neighbours do not share entries before the table is full.
      builder.loadConstant(places++ * 40_503).invokestatic(EDGES, "hit", HIT);
    }
  }
}
