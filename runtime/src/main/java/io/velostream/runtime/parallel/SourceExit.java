package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.stream.Watermarks;

/// How rows leave the first stage.
sealed interface SourceExit extends Output {
  /// What is sent through.
  Exchange exchange();

  /// A step ends behind what was put out.
  void endStep(long watermark, boolean endsTurn);

  /// Event time is there before the turn that comes.
  void startTurn(long watermark);

  /// As they are.
  record Rows(Exchange exchange) implements SourceExit {
    @Override
    public void emit(Batch batch) {
      exchange.emit(batch);
    }

    @Override
    public void endStep(long watermark, boolean endsTurn) {
      exchange.endStep(watermark, endsTurn);
    }

    @Override
    public void startTurn(long watermark) {}
  }

  /// As groups of each step.
  final class Groups implements SourceExit {
    private static final Output NOTHING =
        _ -> {
          throw new IllegalStateException("the first half of an aggregate has put out rows");
        };

    private final Divisible half;
    private final Exchange exchange;
    private long watermark = Watermarks.NONE;

    Groups(Divisible half, Exchange exchange) {
      this.half = half;
      this.exchange = exchange;
    }

    @Override
    public Exchange exchange() {
      return exchange;
    }

    @Override
    public void emit(Batch batch) {
      if (batch.rowCount() > 0) {
        half.process(0, batch, NOTHING);
      }
    }

    @Override
    public void endStep(long reached, boolean endsTurn) {
      half.handOver(exchange);
      startTurn(reached);
      exchange.endStep(reached, endsTurn);
    }

    /// At the end there are no rows any more that could be late.
    @Override
    public void startTurn(long reached) {
      if (reached > watermark && reached != Watermarks.END) {
        watermark = reached;
        half.advance(reached, NOTHING);
      }
    }
  }
}
