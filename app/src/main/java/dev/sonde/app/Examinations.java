package dev.sonde.app;

import dev.sonde.api.Examination;
import dev.sonde.api.Shipper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// What `sonde check --connect` adds: reaches all destinations at once, each within its own
/// deadlines, and sends them nothing.
final class Examinations {
  /// Somewhere to reach.
  ///
  /// @param make makes what reaches it; may throw
  record Destination(String name, Supplier<? extends Shipper> make) {}

  private final PrintStream out;

  Examinations(PrintStream out) {
    this.out = out;
  }

  /// Prints what was seen, in the order of the configuration.
  ///
  /// @return are all good?
  boolean print(List<Destination> wanted) throws InterruptedException {
    var tasks = new ArrayList<FutureTask<Examination>>();
    for (Destination each : wanted) {
      var task = new FutureTask<>(() -> examine(each));
      tasks.add(task);
      Thread.ofVirtual().name("examine-" + each.name()).start(task);
    }
    int good = 0;
    for (int i = 0; i < wanted.size(); i++) {
      Examination seen = seen(tasks.get(i));
      good += seen.good() ? 1 : 0;
      print(wanted.get(i).name(), seen);
    }
    out.println("connect    " + good + " of " + wanted.size() + " good; nothing was sent");
    return good == wanted.size();
  }

  private static Examination examine(Destination of) throws InterruptedException {
    try (Shipper shipper = of.make().get()) {
      return shipper.examine();
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failed) {
      return failed(failed);
    }
  }

  private static Examination seen(FutureTask<Examination> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException defect) {
      return failed(defect.getCause() == null ? defect : defect.getCause());
    }
  }

  private static Examination failed(Throwable why) {
    String message = why.getMessage();
    return new Examination(false, List.of(message == null ? why.toString() : message));
  }

  private void print(String name, Examination seen) {
    out.println("connect    " + name + ", " + (seen.good() ? "good" : "NOT GOOD"));
    for (String each : seen.seen()) {
      out.println("           " + each.replaceAll("\\p{Cntrl}+", " "));
    }
  }
}
