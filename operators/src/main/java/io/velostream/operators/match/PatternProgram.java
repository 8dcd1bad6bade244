package io.velostream.operators.match;

import io.velostream.expression.match.RowPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern as instructions for a machine with ordered threads (R. Pike's): a thread takes a row,
/// or parts into two, the first of which is preferred.
final class PatternProgram {
  /// Takes a row of variable `first`; `second` is 1 if it is not to be shown.
  static final int ROW = 0;

  /// Goes on at `first` and, less preferred, at `second`.
  static final int FORK = 1;

  /// Goes on at `first`.
  static final int JUMP = 2;

  /// Goes on before the first row of the partition only.
  static final int AT_START = 3;

  /// Goes on behind the last row of the partition only.
  static final int AT_END = 4;

  /// A match.
  static final int MATCH = 5;

  /// Begins round `first`, which must take a row.
  static final int BEGIN_ROUND = 6;

  /// Goes on only if a row has been taken since the round began.
  static final int END_ROUND = 7;

  private int[] operations = new int[16];
  private int[] first = new int[16];
  private int[] second = new int[16];
  private int size;
  private int excluded;
  private boolean looksForEnd;
  private int rounds;

  private PatternProgram() {}

  static PatternProgram of(RowPattern pattern) {
    PatternProgram program = new PatternProgram();
    program.write(pattern);
    program.add(MATCH, 0, 0);
    return program;
  }

  int size() {
    return size;
  }

  int[] operations() {
    return operations;
  }

  int[] first() {
    return first;
  }

  int[] second() {
    return second;
  }

  /// Number of rounds that could go by without a row; most programs have none.
  int rounds() {
    return rounds;
  }

  /// Whether it asks if there is a next row.
  boolean looksForEnd() {
    return looksForEnd;
  }

  private int add(int operation, int a, int b) {
    if (size == operations.length) {
      operations = Arrays.copyOf(operations, size * 2);
      first = Arrays.copyOf(first, size * 2);
      second = Arrays.copyOf(second, size * 2);
    }
    operations[size] = operation;
    first[size] = a;
    second[size] = b;
    return size++;
  }

  private void write(RowPattern pattern) {
    switch (pattern) {
      case RowPattern.Empty _ -> {}
      case RowPattern.Variable(int index) -> add(ROW, index, excluded > 0 ? 1 : 0);
      case RowPattern.Sequence(List<RowPattern> parts) -> parts.forEach(this::write);
      case RowPattern.Choice(List<RowPattern> parts) -> writeChoice(parts);
      case RowPattern.Repeat repeat -> writeRepeat(repeat);
      case RowPattern.Permute(List<RowPattern> parts) -> writeChoice(permutations(parts));
      case RowPattern.Exclude(RowPattern part) -> {
        excluded++;
        write(part);
        excluded--;
      }
      case RowPattern.PartitionStart _ -> add(AT_START, 0, 0);
      case RowPattern.PartitionEnd _ -> {
        looksForEnd = true;
        add(AT_END, 0, 0);
      }
    }
  }

  private void writeChoice(List<RowPattern> parts) {
    List<Integer> jumps = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      int fork = last ? -1 : add(FORK, size + 1, 0);
      write(parts.get(i));
      if (!last) {
        jumps.add(add(JUMP, 0, 0));
        second[fork] = size;
      }
    }
    jumps.forEach(jump -> first[jump] = size);
  }

  private void writeRepeat(RowPattern.Repeat repeat) {
    for (int i = 0; i < repeat.least(); i++) {
      write(repeat.part());
    }
    if (repeat.most() == RowPattern.Repeat.UNLIMITED) {
      int fork = add(FORK, 0, 0);
      int body = size;
      writeRound(repeat.part());
      add(JUMP, fork, 0);
      branch(fork, body, size, repeat.greedy());
      return;
    }
    List<Integer> forks = new ArrayList<>();
    for (int i = repeat.least(); i < repeat.most(); i++) {
      forks.add(add(FORK, size + 1, 0));
      writeRound(repeat.part());
    }
    forks.forEach(fork -> branch(fork, first[fork], size, repeat.greedy()));
  }

  /// A round beyond the least number: it must take a row.
  private void writeRound(RowPattern part) {
    if (!canBeEmpty(part)) {
      write(part);
      return;
    }
    int round = rounds++;
    add(BEGIN_ROUND, round, 0);
    write(part);
    add(END_ROUND, round, 0);
  }

  private static boolean canBeEmpty(RowPattern pattern) {
    return switch (pattern) {
      case RowPattern.Empty _, RowPattern.PartitionStart _, RowPattern.PartitionEnd _ -> true;
      case RowPattern.Variable _ -> false;
      case RowPattern.Sequence(List<RowPattern> parts) ->
          parts.stream().allMatch(PatternProgram::canBeEmpty);
      case RowPattern.Choice(List<RowPattern> parts) ->
          parts.stream().anyMatch(PatternProgram::canBeEmpty);
      case RowPattern.Permute(List<RowPattern> parts) ->
          parts.stream().allMatch(PatternProgram::canBeEmpty);
      case RowPattern.Repeat repeat -> repeat.least() == 0 || canBeEmpty(repeat.part());
      case RowPattern.Exclude(RowPattern part) -> canBeEmpty(part);
    };
  }

  private void branch(int fork, int body, int exit, boolean greedy) {
    first[fork] = greedy ? body : exit;
    second[fork] = greedy ? exit : body;
  }

  /// All orders of the parts, those that begin with earlier parts first.
  private static List<RowPattern> permutations(List<RowPattern> parts) {
    if (parts.size() == 1) {
      return parts;
    }
    List<RowPattern> orders = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      List<RowPattern> others = new ArrayList<>(parts);
      RowPattern head = others.remove(i);
      for (RowPattern order : permutations(others)) {
        orders.add(new RowPattern.Sequence(List.of(head, order)));
      }
    }
    return orders;
  }
}
