package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeapSweepTest {
  private static final long MIB = 1 << 20;

  private long heap = 10 * MIB;
  private long alive = 8 * MIB;
  private int collections;
  private final HeapSweep sweep = new HeapSweep(() -> heap, this::collect);

  @Test
  void first_look_collectsWhatTheStartLeft() {
    sweep.look();
    assertThat(collections).isEqualTo(1);
    assertThat(heap).isEqualTo(8 * MIB);
  }

  @Test
  void small_heap_mayGrowByTwoMebibytes() {
    sweep.look();
    check(10 * MIB, 1);
    check(10 * MIB + 1, 2);
    assertThat(heap).isEqualTo(alive);
  }

  @Test
  void large_heap_mayGrowByAnEighth() {
    alive = 160 * MIB;
    sweep.look();
    check(180 * MIB, 1);
    check(180 * MIB + 1, 2);
  }

  @Test
  void whatLives_isNotCollectedForAgainAndAgain() {
    sweep.look();
    alive = 50 * MIB;
    check(50 * MIB, 2);
    check(56 * MIB, 2);
  }

  private void check(long grownTo, int expected) {
    heap = grownTo;
    sweep.look();
    assertThat(collections).isEqualTo(expected);
  }

  private void collect() {
    collections++;
    heap = alive;
  }
}
