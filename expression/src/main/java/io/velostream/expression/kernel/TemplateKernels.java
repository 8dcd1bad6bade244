package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;

/// Dates and times by templates such as `YYYY-MM-DD HH24:MI:SS`: see [TimeTemplate].
public final class TemplateKernels {
  private static final Recent<Slice, TimeTemplate> TEMPLATES =
      new Recent<>(template -> TimeTemplate.of(template.toText()), Slice::copy);

  private TemplateKernels() {}

  /// A timestamp as text; names of months and days are padded to nine letters.
  public static Slice padded(long micros, Slice template) {
    return TEMPLATES.get(template).print(micros, true);
  }

  /// A timestamp as text.
  public static Slice print(long micros, Slice template) {
    return TEMPLATES.get(template).print(micros, false);
  }

  /// The day that a text names.
  public static long date(Slice text, Slice template) {
    return Calendar.dayOf(timestamp(text, template));
  }

  /// The time of day that a text names, in microseconds.
  public static long time(Slice text, Slice template) {
    return Calendar.timeOf(timestamp(text, template));
  }

  /// The timestamp that a text names.
  public static long timestamp(Slice text, Slice template) {
    return TemplateReader.read(TEMPLATES.get(template), text);
  }

  /// Looks at a template that is a constant, before the query runs.
  ///
  /// @throws UserException when it is none
  public static void check(String template) {
    TimeTemplate.of(template);
  }
}
