package dev.sonde.stores.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of one batch. Neighbours mostly share one; a later sample of a series and an instant
/// takes the earlier one's place.
final class Cells {
  private static final int KEPT = 256;

  private record At(int layout, long time) {}

  private final List<Cell> all = new ArrayList<>();
  private final Map<At, Cell> byPlace = new HashMap<>();
  private final List<Cell> idle = new ArrayList<>();
  private @Nullable Cell current;

  void put(Home home, long time, double number) {
    Cell cell = current;
    if (cell == null || !cell.is(home.layout, time)) {
      cell = byPlace.computeIfAbsent(new At(home.layout, time), this::open);
      current = cell;
    }
    cell.put(home.place, number);
  }

  List<Cell> all() {
    return all;
  }

  void clear() {
    while (!all.isEmpty() && idle.size() < KEPT) {
      idle.add(all.removeLast());
    }
    all.clear();
    current = null;
    byPlace.clear();
  }

  private Cell open(At at) {
    Cell cell = idle.isEmpty() ? new Cell() : idle.removeLast();
    all.add(cell.at(at.layout, at.time));
    return cell;
  }
}
