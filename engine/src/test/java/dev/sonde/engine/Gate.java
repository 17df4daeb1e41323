package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Intake;
import dev.sonde.api.Origin;
import dev.sonde.api.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A journal that keeps what it takes, batch by batch, and takes what a test says. Safe for all
/// threads.
final class Gate implements Intake {
  private final List<List<String>> taken = new ArrayList<>();
  private Function<Batch, Appended> answers = _ -> Appended.ACCEPTED;
  private int asked;

  synchronized void answer(Function<Batch, Appended> with) {
    answers = with;
  }

  void answer(Appended with) {
    answer(_ -> with);
  }

  /// Each sample as `name{labels} value @millis`.
  synchronized List<List<String>> taken() {
    return List.copyOf(taken);
  }

  List<String> samples() {
    return taken().stream().flatMap(List::stream).toList();
  }

  /// Waits until it has taken so many batches.
  synchronized List<List<String>> await(int batches) throws InterruptedException {
    while (taken.size() < batches) {
      wait();
    }
    return List.copyOf(taken);
  }

  /// Waits until it was asked so often.
  synchronized void awaitAsked(int times) throws InterruptedException {
    while (asked < times) {
      wait();
    }
  }

  @Override
  public synchronized Appended append(Batch batch, Origin origin) {
    asked++;
    notifyAll();
    Appended answer = answers.apply(batch);
    if (!(answer instanceof Appended.Refused)) {
      var rows = new ArrayList<String>();
      for (int row = 0; row < batch.size(); row++) {
        String value = Stale.is(batch.value(row)) ? "stale" : "" + batch.value(row);
        rows.add(batch.series(row) + " " + value + " @" + batch.time(row));
      }
      taken.add(rows);
    }
    return answer;
  }
}
