package dev.sonde.app.plugin;

import dev.sonde.api.Emitter;
import dev.sonde.api.Generator;
import java.util.concurrent.atomic.AtomicBoolean;

/// A plugin's generator: runs on a thread of the plugin's, and is waited for.
final class GuardedGenerator implements Generator {
  private final Generator of;
  private final Guard guard;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GuardedGenerator(Generator of, Guard guard) {
    this.of = of;
    this.guard = guard;
  }

  static Generator of(Generator of, Guard guard) {
    var guarded = new GuardedGenerator(of, guard);
    guard.made();
    return guarded;
  }

  @Override
  public void run(Emitter out) throws InterruptedException {
    guard
        .threads()
        .follow(
            "run",
            () -> {
              of.run(new BoundedEmitter(out));
              return guard;
            });
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      guard.ask("close", guard.usual(), () -> closed(of), false);
      guard.closed();
    }
  }

  private static boolean closed(Generator of) {
    of.close();
    return true;
  }
}
