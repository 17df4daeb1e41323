package dev.sonde.app;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import sun.misc.Signal;

/// What the system asks of a running program: TERM and INT end it, HUP reloads.
final class Signals {
  /// What a signal asks for.
  enum Wish {
    STOP,
    RELOAD
  }

  private static final int WAITING = 16;

  private final BlockingQueue<Wish> wishes = new ArrayBlockingQueue<>(WAITING);

  /// Takes the signals over from the virtual machine, which would exit with another code.
  Signals() {
    on("TERM", Wish.STOP);
    on("INT", Wish.STOP);
    on("HUP", Wish.RELOAD);
  }

  /// Waits for the next one.
  Wish await() throws InterruptedException {
    return wishes.take();
  }

  private void on(String signal, Wish wish) {
    try {
      Signal.handle(new Signal(signal), _ -> offer(wish));
    } catch (IllegalArgumentException notHere) {
      // Windows has no HUP: there, POST /-/reload and watch_config do the same.
      return;
    }
  }

  /// Sixteen reloads that wait say no more than fifteen; a stop is never lost.
  private void offer(Wish wish) {
    if (!wishes.offer(wish) && wish == Wish.STOP) {
      wishes.clear();
      wishes.add(wish);
    }
  }
}
