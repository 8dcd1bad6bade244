package io.velostream.conformance.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.Arrays;
import java.util.List;

/// The engine anew, with a bug in it. What cannot know of the bug is shared, as it costs time to
/// get warm.
final class MutantLoader extends ClassLoader {
  private static final String ENGINE = "io.velostream.";
  private static final List<String> SHARED =
      List.of("columnar.", "stream.", "expression.", "plan.", "sql.");

  private final List<Mutation> mutations;
  private int mutated;

  MutantLoader(List<Mutation> mutations) {
    super(MutantLoader.class.getClassLoader());
    this.mutations = List.copyOf(mutations);
  }

  /// Whether all parts of the bug have been loaded.
  boolean isMutated() {
    return mutated == mutations.size();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(ENGINE)
        || SHARED.stream().anyMatch(shared -> name.startsWith(shared, ENGINE.length()))) {
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
      for (Mutation mutation : mutations) {
        if (name.equals(mutation.className())) {
          byte[] changed = mutated(bytes, mutation);
          mutated += Arrays.equals(changed, bytes) ? 0 : 1;
          bytes = changed;
        }
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] mutated(byte[] bytes, Mutation mutation) {
    ClassFile classFile =
        ClassFile.of(
            ClassFile.DeadCodeOption.PATCH_DEAD_CODE,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(getParent())
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    return classFile.transformClass(classFile.parse(bytes), mutation.transform());
  }
}
