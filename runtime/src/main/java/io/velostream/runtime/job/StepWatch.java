package io.velostream.runtime.job;

import io.velostream.runtime.pipeline.Pipeline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at a run before each of its steps, and lets it go on.
public final class StepWatch implements ProgressListener {
  private final Consumer<RunView> look;
  private @Nullable RunView view;

  /// @param look called on the run's thread
  public StepWatch(Consumer<RunView> look) {
    this.look = look;
  }

  @Override
  public void begins(RunView begun) {
    view = begun;
  }

  @Override
  public boolean proceed() {
    RunView run = view;
    if (run != null) {
      look.accept(run);
    }
    return true;
  }

  @Override
  public void progress(Pipeline.Progress progress) {}
}
