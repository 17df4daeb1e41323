package dev.sonde.collectors.exec;

import dev.sonde.api.Member;
import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command, run again and again.
final class Command implements Member {
  static final String OPEN =
      "something that it started kept its output open, and was ended; start that with"
          + " </dev/null >/dev/null 2>&1";

  /// Runs that may have left a reader behind.
  private static final int MOST_LEFT = 4;

  private static final Logger LOG = LoggerFactory.getLogger("sonde.exec");

  private final Tools tools;
  private final RunReport report;
  private final List<Capture> left = new ArrayList<>();
  private volatile CommandConfig config;
  private volatile @Nullable Score last;
  private volatile @Nullable Execution running;
  private Output output;
  private CommandConfig read;

  Command(CommandConfig config, Tools tools) {
    this.config = config;
    this.read = config;
    this.tools = tools;
    this.report = new RunReport(config.name());
    this.output = Output.of(config);
  }

  CommandConfig config() {
    return config;
  }

  /// It is run so from the next run on.
  void change(CommandConfig to) {
    config = to;
  }

  /// How the last run went; null before the first.
  @Nullable Score last() {
    return last;
  }

  /// Ends the run that goes on.
  void end() {
    Execution now = running;
    if (now != null) {
      now.end();
    }
  }

  @Override
  public void collect(Visit visit) throws InterruptedException {
    CommandConfig now = config;
    Score before = last;
    Score score = score(visit, now);
    if (!score.up()) {
      visit.page().absent();
    }
    report.write(score, visit.report(), visit.time());
    last = score;
    tell(now, before == null ? "" : before.trouble(), score.trouble());
  }

  private Score score(Visit visit, CommandConfig now) throws InterruptedException {
    long begin = tools.time().nanos();
    Ran ran = ran(now);
    long nanos = tools.time().nanos() - begin;
    return ran.failure().isEmpty()
        ? read(visit, now, ran, nanos)
        : new Score(nanos, ran.code(), 0, ran.failure(), "");
  }

  private Ran ran(CommandConfig now) throws InterruptedException {
    if (stillOpen() >= MOST_LEFT) {
      return Ran.notStarted(
          "it is not run any more until what "
              + MOST_LEFT
              + " runs started and left behind, with its output open, has ended");
    }
    var execution = new Execution(now, tools);
    running = execution;
    try {
      return execution.run();
    } finally {
      running = null;
      Capture behind = execution.left();
      if (behind != null) {
        left.add(behind);
      }
    }
  }

  private int stillOpen() throws InterruptedException {
    for (Capture each : List.copyOf(left)) {
      if (each.await(0)) {
        left.remove(each);
      }
    }
    return left.size();
  }

  private Score read(Visit visit, CommandConfig now, Ran ran, long nanos) {
    Sheet sheet = visit.page();
    if (sheet.begin() || !readsAlike(now)) {
      output = Output.of(now);
    }
    read = now;
    var taker = new OutputTaker(sheet, now.labels(), visit.time(), now.maxSeries());
    boolean good = false;
    try {
      String note = output.read(ran.output(), taker, tools.readers());
      Score score = score(taker, now, ran, nanos, note);
      if (score.up()) {
        sheet.end(taker.places(), true);
      }
      good = score.up();
      return score;
    } catch (UnreadableException unreadable) {
      return failed(nanos, ran.code(), "what it prints can't be read: " + unreadable.getMessage());
    } finally {
      if (!good) {
        output.forget();
      }
    }
  }

  private static Score score(
      OutputTaker taker, CommandConfig now, Ran ran, long nanos, String note) {
    if (taker.exceeded()) {
      String why = "it shows " + taker.places() + " series, more than " + now.maxSeries();
      return failed(nanos, ran.code(), why + "; raise max_series");
    }
    if (taker.places() == 0 && !note.isEmpty()) {
      return failed(nanos, ran.code(), "what it prints can't be read: " + note);
    }
    return new Score(nanos, ran.code(), taker.places(), "", note.isEmpty() ? ran.note() : note);
  }

  private static Score failed(long nanos, OptionalInt code, String why) {
    return new Score(nanos, code, 0, why, "");
  }

  private boolean readsAlike(CommandConfig now) {
    return read.format() == now.format()
        && read.precision() == now.precision()
        && read.labels().equals(now.labels());
  }

  /// Each news once.
  private static void tell(CommandConfig of, String before, String now) {
    if (!now.isEmpty() && !now.equals(before)) {
      LOG.warn("{}: {}", of.name(), now);
    } else if (now.isEmpty() && !before.isEmpty()) {
      LOG.info("{}: all is well again", of.name());
    }
  }
}
