package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyPoolTest {
  private static final int LARGE = 1 << 20;

  private final BodyPool pool = new BodyPool(4 * LARGE);

  @Test
  void memory_isUsedAgain() throws Refusal {
    var one = new BodyBuffer(LARGE, pool);
    fill(one, 10_000);
    byte[] bytes = one.bytes();
    one.clear();
    assertThat(pool.kept()).isEqualTo(bytes.length);
    var other = new BodyBuffer(LARGE, pool);
    fill(other, 5_000);
    assertThat(other.bytes()).isSameAs(bytes);
    assertThat(pool.kept()).isZero();
  }

  @Test
  void memoryThatWasTooLargeForAWhile_isLetGo() throws Refusal {
    var buffer = new BodyBuffer(LARGE, pool);
    fill(buffer, LARGE);
    buffer.clear();
    assertThat(pool.kept()).isEqualTo(LARGE);
    for (int i = 0; i < 600; i++) {
      fill(buffer, 10_000);
      buffer.clear();
    }
    assertThat(pool.kept()).isLessThanOrEqualTo(40_000);
  }

  @Test
  void memoryOfMoreBodiesThanThereAreAtOnce_isLetGo() throws Refusal {
    var buffers = new BodyBuffer[8];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new BodyBuffer(LARGE, pool);
      fill(buffers[i], 10_000);
    }
    int each = buffers[0].bytes().length;
    for (BodyBuffer buffer : buffers) {
      buffer.clear();
    }
    assertThat(pool.kept()).isEqualTo(8L * each);
    for (int i = 0; i < 300; i++) {
      fill(buffers[0], 10_000);
      fill(buffers[1], 10_000);
      buffers[0].clear();
      buffers[1].clear();
    }
    assertThat(pool.kept()).isEqualTo(2L * each);
  }

  @Test
  void noMoreThanItMayKeep_isKept() throws Refusal {
    var buffers = new BodyBuffer[8];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new BodyBuffer(LARGE, pool);
      fill(buffers[i], LARGE);
    }
    for (BodyBuffer each : buffers) {
      each.clear();
    }
    assertThat(pool.kept()).isEqualTo(4L * LARGE);
  }

  @Test
  void lengthThatWasAnnounced_isNotBelieved() throws Refusal {
    var buffer = new BodyBuffer(Integer.MAX_VALUE, pool);
    buffer.expect(Integer.MAX_VALUE);
    assertThat(buffer.bytes().length).isLessThanOrEqualTo(64 << 10);
  }

  @Test
  void bodiesTogether_areBoundedAndSmallOnesStillGetIn() throws Refusal {
    var bounded = new BodyPool(0, 8L * LARGE);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      var hog = new BodyBuffer(64 * LARGE, bounded);
      try {
        fill(hog, LARGE);
      } catch (Refusal refusal) {
        hog.clear();
        assertThat(refusal).hasMessageContaining("no memory for so long an answer");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(194);
    assertThat(bounded.used()).isLessThanOrEqualTo(8L * LARGE);
    var small = new BodyBuffer(LARGE, bounded);
    fill(small, 64 << 10);
    assertThat(small.size()).isEqualTo(64 << 10);
  }

  @Test
  void memoryGivenBack_countsNoMore() throws Refusal {
    var bounded = new BodyPool(LARGE, 8L * LARGE);
    var buffer = new BodyBuffer(4 * LARGE, bounded);
    for (int i = 0; i < 10; i++) {
      fill(buffer, 4 * LARGE);
      assertThat(bounded.used()).isGreaterThanOrEqualTo(4L * LARGE);
      buffer.clear();
      assertThat(bounded.used()).isZero();
    }
  }

  private static void fill(BodyBuffer buffer, int length) throws Refusal {
    while (buffer.size() < length) {
      buffer.added(Math.min(buffer.room(), length - buffer.size()));
    }
  }
}
