package io.velostream.server.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Makes spans: of a request, of each statement in it, of the runs of jobs that it starts, and of
/// their epochs and checkpoints. No SQL and no data is in them. May be used by any thread.
public final class Tracing implements AutoCloseable {
  /// Makes none.
  public static final Tracing OFF = new Tracing(OpenTelemetry.noop().getTracer("off"), null);

  private static final String SCOPE = "io.velostream.server";
  private static final long CLOSE_SECONDS = 5;

  private final Tracer tracer;
  private final @Nullable SdkTracerProvider provider;

  private Tracing(Tracer tracer, @Nullable SdkTracerProvider provider) {
    this.tracer = tracer;
    this.provider = provider;
  }

  /// Sends spans by OTLP over HTTP, in batches, on a thread of its own. What cannot be sent is
  /// lost; nobody waits for it.
  ///
  /// @param endpoint such as `http://127.0.0.1:4318/v1/traces`
  public static Tracing to(String endpoint) {
    return through(
        BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
            .build());
  }

  /// Hands spans to a processor, which closes with this.
  static Tracing through(SpanProcessor processor) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.builder().put("service.name", "velostream").build())))
            .addSpanProcessor(processor)
            .build();
    return new Tracing(provider.get(SCOPE), provider);
  }

  /// Answers a request within a span; a `traceparent` of the caller is its parent.
  ///
  /// @param traceparent the header of that name, if there is one
  /// @param status of the answer
  public <T> T request(
      String method,
      String path,
      @Nullable String traceparent,
      Supplier<T> work,
      ToIntFunction<T> status) {
    Span span =
        tracer
            .spanBuilder(method + " " + path)
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(traceparent))
            .setAttribute("http.request.method", method)
            .setAttribute("http.route", path)
            .startSpan();
    return within(
        span,
        () -> {
          T answer = work.get();
          int code = status.applyAsInt(answer);
          span.setAttribute("http.response.status_code", code);
          if (code >= 500) {
            span.setStatus(StatusCode.ERROR);
          }
          return answer;
        });
  }

  private static Context parent(@Nullable String traceparent) {
    if (traceparent == null) {
      return Context.root();
    }
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), Map.of("traceparent", traceparent), new MapGetter());
  }

  /// Carries out a statement within a span, as a part of what goes on.
  ///
  /// @param kind of the statement, in a word
  /// @param line of the script where it begins
  public <T> T statement(String kind, int line, Supplier<T> work) {
    SpanBuilder builder =
        tracer.spanBuilder("statement " + kind).setAttribute("velostream.line", line);
    return within(builder.startSpan(), work);
  }

  /// The span of a run of a job that is to begin, as a part of what goes on in this thread.
  JobSpan job(String name) {
    return new JobSpan(tracer, name, Context.current());
  }

  private static <T> T within(Span span, Supplier<T> work) {
    try (Scope _ = span.makeCurrent()) {
      return work.get();
    } catch (RuntimeException | Error e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw e;
    } finally {
      span.end();
    }
  }

  /// Sends what is still to be sent, for a few seconds.
  @Override
  public void close() {
    if (provider != null) {
      CompletableResultCode _ = provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
