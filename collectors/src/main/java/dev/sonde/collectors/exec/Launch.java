package dev.sonde.collectors.exec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// The start of a program, which may hang where its file lies. One that comes too late is ended at
/// once.
final class Launch implements Callable<Process> {
  private final ProcessBuilder builder;
  private boolean givenUp;

  Launch(ProcessBuilder builder) {
    this.builder = builder;
  }

  @Override
  public Process call() throws IOException {
    Process process = builder.start();
    synchronized (this) {
      if (givenUp) {
        process.destroyForcibly();
      }
    }
    return process;
  }

  synchronized void giveUp() {
    givenUp = true;
  }
}
