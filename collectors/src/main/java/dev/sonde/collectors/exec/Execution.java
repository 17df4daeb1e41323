package dev.sonde.collectors.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One run of a program, from its start to its end or its time-out.
///
/// # Implementation notes
///
/// It waits for the program first, and then for the ends of its pipes. What keeps them open after
/// it is ended: Java reads to its end, without bounds, what a program that has ended left in them.
/// Where what keeps them can't be found, whoever reads is left behind and counted; nothing else can
/// free a thread that waits in the kernel.
final class Execution {
  private static final Duration GENTLE = Duration.ofSeconds(1);
  private static final Duration HARD = Duration.ofSeconds(2);
  private static final int COMPLAINT_BYTES = 4 << 10;

  private final CommandConfig config;
  private final Tools tools;
  private final String mark;
  private @Nullable Process process;
  private @Nullable Capture left;
  private boolean ended;

  Execution(CommandConfig config, Tools tools) {
    this.config = config;
    this.tools = tools;
    this.mark =
        config.name() + '-' + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /// Runs it. Ends by itself: with the program, or soon after the time-out.
  Ran run() throws InterruptedException {
    long begin = tools.time().nanos();
    Process started;
    try {
      started = new Starting(config, tools.surroundings()).start(mark);
    } catch (IOException refused) {
      return Ran.notStarted(String.valueOf(refused.getMessage()));
    }
    boolean good = false;
    try {
      remember(started);
      Ran ran = follow(started, begin);
      good = true;
      return ran;
    } finally {
      if (!good) {
        kill(started);
      }
    }
  }

  /// Ends it from outside, when nobody waits for it any more.
  void end() {
    Process running;
    synchronized (this) {
      ended = true;
      running = process;
    }
    if (running != null) {
      kill(running);
    }
  }

  /// What still reads a pipe that something keeps open; null when nothing does.
  @Nullable Capture left() {
    return left;
  }

  private void remember(Process started) {
    boolean late;
    synchronized (this) {
      process = started;
      late = ended;
    }
    if (late) {
      kill(started);
    }
  }

  private Ran follow(Process running, long begin) throws InterruptedException {
    var out =
        Capture.beginning(
            running.getInputStream(), config.maxOutput(), () -> running.destroyForcibly());
    var err = Capture.end(running.getErrorStream(), COMPLAINT_BYTES);
    try {
      tools.threads().start(err);
      tools.threads().start(out);
    } catch (RejectedExecutionException _) {
      kill(running);
      return Ran.notStarted("too many commands run at once; lengthen their intervals");
    }
    long limit = config.timeout().toNanos() - (tools.time().nanos() - begin);
    boolean inTime = running.waitFor(Math.max(0, limit), TimeUnit.NANOSECONDS);
    if (!inTime) {
      stop(running);
    }
    long open = tools.patience().open().toNanos();
    boolean over = out.await(open) && !out.exceeded() && err.await(open);
    if (!over) {
      kill(running);
      left = left(out, err);
    }
    return ran(running, inTime, !over, out, new Complaint(config, err.bytes()));
  }

  /// Which pipe has no end although all was ended.
  private @Nullable Capture left(Capture out, Capture err) throws InterruptedException {
    long ended = tools.patience().ended().toNanos();
    if (!out.await(ended)) {
      return out;
    }
    return err.await(ended) ? null : err;
  }

  private Ran ran(Process of, boolean inTime, boolean kept, Capture out, Complaint complaint) {
    OptionalInt code = of.isAlive() ? OptionalInt.empty() : OptionalInt.of(of.exitValue());
    if (out.exceeded()) {
      return Ran.failed(
          code, "it printed more than " + config.maxOutput() + " bytes; raise max_output");
    }
    if (!inTime) {
      String limit = config.timeout().toMillis() + " ms";
      return Ran.failed(code, "no end within " + limit + ": it was ended" + complaint.after());
    }
    if (code.orElse(0) != 0) {
      return Ran.failed(code, "it ended with " + code.getAsInt() + complaint.after());
    }
    return Ran.good(out.bytes(), kept ? Command.OPEN : "");
  }

  /// Gently, then hard.
  private void stop(Process running) throws InterruptedException {
    apart(() -> tools.tree().terminate(running.toHandle(), mark));
    running.waitFor(GENTLE.toMillis(), TimeUnit.MILLISECONDS);
    kill(running);
    running.waitFor(HARD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void kill(Process running) {
    running.destroyForcibly();
    try {
      apart(() -> tools.tree().kill(running.toHandle(), mark));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What `/proc` says of a process may take long when that process hangs.
  private void apart(Runnable task) throws InterruptedException {
    try {
      tools
          .surroundings()
          .blocking()
          .call(
              "exec-end",
              HARD,
              () -> {
                task.run();
                return mark;
              });
    } catch (TimeoutException | ExecutionException _) {
      // What can be ended is ended; the program itself is ended by its handle.
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception unforeseen) {
      throw new IllegalStateException(unforeseen);
    }
  }
}
