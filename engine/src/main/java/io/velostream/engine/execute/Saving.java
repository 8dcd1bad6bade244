package io.velostream.engine.execute;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.JobKeeping;
import io.velostream.engine.settings.Settings;
import io.velostream.runtime.checkpoint.CheckpointPolicy;
import io.velostream.runtime.checkpoint.SetBeginning;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.Optional;

/// How one job is saved.
///
/// @param name under which the output keeps its record
/// @param copies the name of the folder of its savepoints
/// @param world whose files hold the checkpoints
/// @param required whether the job is refused if it cannot be resumed; otherwise it then runs
///   without being saved
record Saving(String name, String copies, CheckpointPolicy policy, World world, boolean required) {
  /// What the settings ask for, otherwise what the program does; nothing if neither does.
  ///
  /// @param name of the job in its session
  static Optional<Saving> of(Environment environment, String name) {
    Optional<CheckpointPolicy> asked = environment.settings().checkpoints(name);
    if (asked.isPresent()) {
      return Optional.of(new Saving(name, name, asked.get(), environment.world(), true));
    }
    return environment.jobs().keeping().map(keeping -> kept(environment, keeping, name));
  }

  /// Whoever keeps jobs says where they begin; a setting would hold for each start.
  private static void requireNoBeginning(Environment environment) {
    Settings settings = environment.settings();
    if (settings.startsFresh() || !settings.savepoints().isEmpty()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "'checkpoint.fresh' and 'checkpoint.from' are not for jobs of a server")
          .hint("START JOB … FRESH, or START JOB … FROM '…'");
    }
  }

  private static Saving kept(Environment environment, JobKeeping keeping, String name) {
    World world = environment.world();
    String job = keeping.name() + "." + name;
    requireNoBeginning(environment);
    return new Saving(
        job,
        name,
        environment.settings().checkpointsIn(keeping.folder() + "/" + name, keeping.from(), name),
        world.withFiles(keeping.files()),
        !keeping.from().isEmpty());
  }

  /// The same for a statement of a set.
  ///
  /// @param set where its statements begin
  Saving in(SetBeginning set) {
    try {
      CheckpointPolicy next = set.next(policy, world.files());
      boolean beginsAnew = next.from().isEmpty() && !policy.from().isEmpty();
      return new Saving(name, copies, next, world, required && !beginsAnew);
    } catch (IOException e) {
      throw new EnvironmentException("the savepoint cannot be read: " + e, e, false);
    }
  }
}
