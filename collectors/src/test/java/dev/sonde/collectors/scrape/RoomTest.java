package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room(100);
  private final Room.Share one = new Room.Share(room);
  private final Room.Share other = new Room.Share(room);

  @Test
  void sharesTogether_areBounded() {
    one.hold(60);
    assertThatThrownBy(() -> other.hold(50))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("no memory for so many lines");
    assertThat(room.used()).isEqualTo(60);
    one.hold(50);
    other.hold(50);
    assertThat(room.used()).isEqualTo(100);
  }

  @Test
  void shareThatLeft_holdsNothingAnyMore() {
    one.hold(60);
    one.leave();
    assertThat(room.used()).isZero();
    one.hold(60);
    assertThat(room.used()).isZero();
  }
}
