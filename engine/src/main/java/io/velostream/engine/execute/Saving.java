package io.velostream.engine.execute;

import io.velostream.engine.JobKeeping;
import io.velostream.runtime.checkpoint.CheckpointPolicy;
import io.velostream.stream.seam.World;
import java.util.Optional;

/// How one job is saved.
///
/// @param name under which the output keeps its record
/// @param world whose files hold the checkpoints
/// @param required whether the job is refused if it cannot be resumed; otherwise it then runs
///   without being saved
record Saving(String name, CheckpointPolicy policy, World world, boolean required) {
  /// What the settings ask for, otherwise what the program does; nothing if neither does.
  ///
  /// @param name of the job in its session
  static Optional<Saving> of(Environment environment, String name) {
    Optional<CheckpointPolicy> asked = environment.settings().checkpoints(name);
    if (asked.isPresent()) {
      return Optional.of(new Saving(name, asked.get(), environment.world(), true));
    }
    return environment.jobs().keeping().map(keeping -> kept(environment, keeping, name));
  }

  private static Saving kept(Environment environment, JobKeeping keeping, String name) {
    World world = environment.world();
    String job = keeping.name() + "." + name;
    return new Saving(
        job,
        environment.settings().checkpointsIn(keeping.folder() + "/" + name, job),
        new World(world.clock(), world.random(), keeping.files(), world.threads()),
        false);
  }
}
