package io.velostream.conformance.simulation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// How each task of a run stands: its phase and its counters, what its queues hold, whose turn it
/// is. Found from the work of the threads, through private fields: who has stopped for good cannot
/// be asked.
final class WhatTasksWaitFor {
  private static final String RUNTIME = "io.velostream.runtime.";

  /// Tasks, and what they are made of, as far as it can keep them waiting.
  private static final Set<String> TASKS = Set.of("SourceTask", "StageTask", "JoinTask");

  private static final Set<String> PARTS =
      Set.of(
          "Place",
          "Batons",
          "Ahead",
          "Route",
          "FirstStage",
          "Stem",
          "Rows",
          "Groups",
          "Exchange",
          "Outlet",
          "Inbox",
          "HandoverQueue",
          "ToStage",
          "ToWriter");

  private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private WhatTasksWaitFor() {}

  /// Of all runs that some work has part in.
  static String of(Collection<Runnable> works) {
    WhatTasksWaitFor found = new WhatTasksWaitFor();
    found.look(works);
    return found.text.toString();
  }

  private void look(Collection<Runnable> works) {
    Deque<Object> open = new ArrayDeque<>(works);
    List<Object> tasks = new ArrayList<>();
    IdentityHashMap<Object, Boolean> known = new IdentityHashMap<>();
    while (!open.isEmpty()) {
      Object next = open.removeFirst();
      if (known.put(next, true) != null) {
        continue;
      }
      if (TASKS.contains(next.getClass().getSimpleName())) {
        tasks.add(next);
      }
      open.addAll(behind(next));
    }
    tasks.forEach(task -> show("", task, 1));
  }

  /// What an object of the runtime refers to.
  private static List<Object> behind(Object object) {
    List<Object> found = new ArrayList<>();
    switch (object) {
      case Collection<?> all -> all.forEach(one -> add(found, one));
      case Object[] all -> Arrays.asList(all).forEach(one -> add(found, one));
      case Object one when one.getClass().getName().startsWith(RUNTIME) ->
          fields(one).forEach(field -> add(found, value(field, one)));
      default -> {}
    }
    return found;
  }

  private static void add(List<Object> found, @Nullable Object one) {
    if (one != null) {
      found.add(one);
    }
  }

  private static List<Field> fields(Object object) {
    List<Field> fields = new ArrayList<>();
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
    return fields;
  }

  private static @Nullable Object value(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void show(String name, Object object, int depth) {
    text.append("\n").append("  ".repeat(depth)).append(name);
    text.append(name.isEmpty() ? "" : ": ").append(object.getClass().getSimpleName());
    if (seen.put(object, true) != null) {
      text.append(" (above)");
      return;
    }
    List<Field> fields = fields(object);
    fields.forEach(field -> showSimple(field.getName(), value(field, object)));
    fields.forEach(field -> showPart(field.getName(), value(field, object), depth + 1));
  }

  private void showSimple(String name, @Nullable Object value) {
    switch (value) {
      case Number number -> text.append(' ').append(name).append('=').append(number);
      case Boolean flag -> text.append(' ').append(name).append('=').append(flag);
      case Enum<?> constant -> text.append(' ').append(name).append('=').append(constant);
      case boolean[] flags -> {
        text.append(' ').append(name).append('=');
        for (boolean flag : flags) {
          text.append(flag ? '1' : '0');
        }
      }
      case Deque<?> queue -> text.append(' ').append(name).append(".size=").append(queue.size());
      case AtomicLongArray numbers -> {
        text.append(' ').append(name).append('=');
        for (int i = 0; i < numbers.length(); i++) {
          if (numbers.get(i) != 0) {
            text.append(i).append(':').append(numbers.get(i)).append(' ');
          }
        }
      }
      case null, default -> {}
    }
  }

  private void showPart(String name, @Nullable Object value, int depth) {
    switch (value) {
      case List<?> all -> {
        for (int i = 0; i < all.size(); i++) {
          showPart(name + " " + i, all.get(i), depth);
        }
      }
      case Object[] all -> showPart(name, Arrays.asList(all), depth);
      case Object one when PARTS.contains(one.getClass().getSimpleName()) -> show(name, one, depth);
      case null, default -> {}
    }
  }
}
