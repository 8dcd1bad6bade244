package io.velostream.expression.compile;

import io.velostream.columnar.Lane;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles programs to hidden classes.
///
/// Programs that differ only in positions share their classes. A class is made when the first batch
/// of its kind comes along: with or without NULLs, with or without a selection, with text in
/// dictionaries or not.
public final class CompiledEvaluators {
  private static final int MAX_SHAPES = 1000;
  private static final Map<Program, Shape> SHAPES =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Program, Shape> eldest) {
          return size() > MAX_SHAPES;
        }
      };

  private CompiledEvaluators() {}

  /// Compiles a program.
  public static Evaluator create(Program program) {
    return new CompiledEvaluator(program, shape(program));
  }

  /// The generated loops as Java text, for batches without NULLs; then, if any input column can
  /// hold NULL, for batches with them; then, if any is text, for batches that have it in
  /// dictionaries.
  public static String describe(Program program) {
    Shape shape = shape(program);
    StringBuilder text = new StringBuilder();
    describe(shape, new Variant(false, false, Set.of(), false), text);
    boolean nullable = shape.usedColumns().stream().anyMatch(c -> isNullable(program, c));
    if (nullable) {
      text.append('\n');
      describe(shape, new Variant(true, false, Set.of(), false), text);
    }
    Set<Integer> texts =
        shape.usedColumns().stream()
            .filter(column -> program.inputs().get(column).lane() == Lane.BYTES)
            .collect(Collectors.toSet());
    if (!texts.isEmpty()) {
      text.append('\n');
      describe(shape, new Variant(nullable, false, texts, true), text);
    }
    return text.toString();
  }

  private static Shape shape(Program program) {
    Program normal = new Normalizer().normalize(program);
    synchronized (SHAPES) {
      return SHAPES.computeIfAbsent(normal, Shape::new);
    }
  }

  private static void describe(Shape shape, Variant variant, StringBuilder text) {
    text.append("// batches ").append(variant.nulls() ? "with" : "without").append(" NULLs");
    text.append(variant.dictionaries().isEmpty() ? "\n" : ", with text in dictionaries\n");
    Expression filter = shape.program().filter();
    if (filter != null) {
      text.append("int filter(Frame frame, int count, int[] kept) {\n");
      text.append(JavaText.of(LoopCompiler.filter(filter, variant, shape.memos(variant)), 1));
      text.append("}\n");
    }
    if (!shape.computed().isEmpty()) {
      Variant rows = variant.selected(filter != null);
      text.append("int project(Frame frame, int[] selection, int count) {\n");
      text.append(JavaText.of(LoopCompiler.project(shape.computed(), rows, shape.memos(rows)), 1));
      text.append("}\n");
    }
  }

  private static boolean isNullable(Program program, int column) {
    return program.outputs().stream().anyMatch(e -> readsNullable(e, column))
        || (program.filter() != null && readsNullable(program.filter(), column));
  }

  private static boolean readsNullable(Expression expression, int column) {
    return expression instanceof Expression.Column read
        ? read.index() == column && read.nullable()
        : expression.operands().stream().anyMatch(e -> readsNullable(e, column));
  }
}
