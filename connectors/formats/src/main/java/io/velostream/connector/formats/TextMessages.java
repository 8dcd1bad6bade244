package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Messages of a text format: each is one line, or for formats of changes one change.
///
/// @param name one of [Formats#MESSAGES]
record TextMessages(String name) implements MessageFormat {
  private static final int INITIAL_WINDOW = 1 << 18;

  /// So many messages are worth a batch of their own.
  private static final int MANY = 1 << 10;

  @Override
  public boolean isChangelog() {
    return Formats.isChangelog(name);
  }

  @Override
  public String ofKeys() {
    return isChangelog() ? "json" : name;
  }

  /// Those of the format, less what is for texts of many rows.
  @Override
  public List<OptionSpec> options(Set<String> given) {
    List<OptionSpec> options = new ArrayList<>();
    for (OptionSpec spec : Formats.options(name)) {
      switch (spec.name()) {
        case Formats.CSV_HEADER -> options.add(fixed(spec, "false"));
        case Formats.CSV_SKIP_LINES -> options.add(fixed(spec, "0"));
        case Encoding.OPTION -> options.add(fixed(spec, "utf-8"));
        default -> options.add(spec);
      }
    }
    options.addAll(Formats.columnOptions(name, given));
    return options;
  }

  /// An option that messages leave no choice of.
  private static OptionSpec fixed(OptionSpec spec, String value) {
    return OptionSpec.withDefault(spec.name(), value, spec.description()).oneOf(value);
  }

  @Override
  public void check(Schema schema, Options options, String part) {
    if (name.equals(Formats.RAW) && schema.size() != 1) {
      String option = part + ".format";
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '%s' is 'raw', which is for one column, and the %s has %d"
                  .formatted(option, part, schema.size()))
          .about(option)
          .hint("use 'json' or 'csv'");
    }
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    return new Reader(name, request);
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    return Formats.encoder(name, schema, options, changelog);
  }

  /// Copies messages one behind the other into a window, and decodes them there; many that lie
  /// together are decoded where they are, which makes the batch full. Has a decoder for each input.
  private static final class Reader implements MessageReader {
    private final String format;
    private final DecodeRequest request;
    private final ColumnSet columns;
    private final Map<String, RowDecoder> decoders = new HashMap<>();
    private byte[] window = new byte[INITIAL_WINDOW];
    private int used;

    /// What rows are made of instead of the window.
    private byte @Nullable [] given;

    private @Nullable RowDecoder decoder;

    Reader(String format, DecodeRequest request) {
      this.format = format;
      this.request = request;
      this.columns = Formats.columns(format, request);
    }

    @Override
    public void begin(String input) {
      columns.reset();
      used = 0;
      given = null;
      RowDecoder next = decoders.get(input);
      if (next == null) {
        next = Formats.decoder(format, request, columns, input);
        decoders.put(input, next);
      } else {
        next.resume();
      }
      decoder = next;
    }

    @Override
    public boolean isFull() {
      return given != null || columns.isFull();
    }

    /// Rows of the batch point into the window, so that it is replaced only if it must.
    @Override
    public int add(ByteBuffer message, long position) {
      int length = message.remaining();
      int from = place(length);
      message.get(message.position(), window, from, length);
      int before = columns.rows();
      return open().decodeMessage(window, from, from + length, position)
          ? columns.rows() - before
          : -1;
    }

    @Override
    public int addAll(
        byte[] data, int[] starts, int[] lengths, long[] positions, int from, int to) {
      RowDecoder open = open();
      int next = from;
      if (used == 0 && to - from >= MANY) {
        given = data;
        while (next < to && !columns.isFull()) {
          int start = starts[next];
          open.decodeMessage(data, start, start + lengths[next], positions[next++]);
        }
        return next;
      }
      while (next < to && !columns.isFull()) {
        int length = lengths[next];
        int place = place(length);
        System.arraycopy(data, starts[next], window, place, length);
        open.decodeMessage(window, place, place + length, positions[next++]);
      }
      return next;
    }

    private RowDecoder open() {
      RowDecoder open = decoder;
      if (open == null) {
        throw new IllegalStateException("no batch was begun");
      }
      return open;
    }

    /// Room for so many bytes and a newline.
    private int place(int length) {
      if (window.length - used < length + 1 + RowDecoder.PADDING) {
        long wanted = Math.max(window.length * 2L, (long) used + length + 1 + RowDecoder.PADDING);
        window = Arrays.copyOf(window, Math.toIntExact(wanted));
      }
      int from = used;
      used = from + length + 1;
      return from;
    }

    @Override
    public void dropLast(int count) {
      columns.dropLast(count);
    }

    @Override
    public Batch batch() {
      byte[] instead = given;
      return columns.batch(instead == null ? window : instead);
    }
  }
}
