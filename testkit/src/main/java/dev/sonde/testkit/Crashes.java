package dev.sonde.testkit;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/// All that a power cut may leave of a disk.
final class Crashes extends Spliterators.AbstractSpliterator<DiskModel> {
  private final DiskModel model;
  private final Odometer odometer = new Odometer();
  private boolean more = true;

  Crashes(DiskModel model) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.model = model;
  }

  @Override
  public boolean tryAdvance(Consumer<? super DiskModel> action) {
    if (!more) {
      return false;
    }
    var left = model.afterPowerCut(odometer);
    more = odometer.turn();
    action.accept(left);
    return true;
  }
}
