package dev.sonde.server;

import dev.sonde.api.Family;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.io.IOException;
import java.util.Optional;

/// A history into which something more comes after every answer.
final class GrowingHistory implements History {
  /// What lets it grow.
  @FunctionalInterface
  interface Growth {
    void grow() throws IOException, InterruptedException;
  }

  private final History history;
  private final Growth growth;
  private int answers;

  GrowingHistory(History history, Growth growth) {
    this.history = history;
    this.growth = growth;
  }

  int answers() {
    return answers;
  }

  @Override
  public void series(Selection which, Span when, Found each)
      throws IOException, InterruptedException {
    history.series(which, when, each);
    answered();
  }

  @Override
  public void latest(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    history.latest(which, when, each);
    answered();
  }

  @Override
  public void samples(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    history.samples(which, when, each);
    answered();
  }

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each)
      throws IOException, InterruptedException {
    history.steps(which, steps, fold, each);
    answered();
  }

  @Override
  public Optional<Family> family(String name) throws IOException, InterruptedException {
    return history.family(name);
  }

  private void answered() throws IOException, InterruptedException {
    answers++;
    growth.grow();
  }
}
