package dev.sonde.wire.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PayloadTest {
  private final Payload payload = new Payload();
  private final PayloadReader reader = new PayloadReader();

  @Test
  void numbers_readBack_areTheSame() throws Exception {
    var random = new Random(1);
    for (int round = 0; round < 10_000; round++) {
      long number = random.nextLong() >> random.nextInt(64);
      payload.clear();
      payload.putVarint(number);
      payload.putSigned(number);
      payload.putLong(number);
      payload.putLow(number, 3);
      open();
      assertThat(reader.readVarint()).isEqualTo(number);
      assertThat(reader.readSigned()).isEqualTo(number);
      assertThat(reader.readLong()).isEqualTo(number);
      assertThat(reader.readLow(3)).isEqualTo(number & 0xff_ffff);
      reader.end();
    }
  }

  @Test
  void varint_ofExtremes_hasItsLength() throws Exception {
    checkVarint(0, 1);
    checkVarint(127, 1);
    checkVarint(128, 2);
    checkVarint(Long.MAX_VALUE, 9);
    checkVarint(Long.MIN_VALUE, 10);
    checkVarint(-1, 10);
  }

  private void checkVarint(long number, int length) throws DamagedException {
    payload.clear();
    payload.putVarint(number);
    assertThat(payload.size()).isEqualTo(length);
    open();
    assertThat(reader.readVarint()).isEqualTo(number);
  }

  @Test
  void varint_longerThanItNeedBe_isDamage() {
    checkDamaged(0x80, 0x00);
    checkDamaged(0x80);
    checkDamaged(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02);
    checkDamaged(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00);
    checkDamaged(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x81, 0x01);
  }

  private void checkDamaged(int... bytes) {
    payload.clear();
    for (int each : bytes) {
      payload.putByte(each);
    }
    open();
    assertThatThrownBy(reader::readVarint).isInstanceOf(DamagedException.class);
  }

  @Test
  void count_overItsLimit_isDamage() throws Exception {
    payload.putVarint(7);
    payload.putVarint(8);
    payload.putVarint(-1);
    open();
    assertThat(reader.readCount("things", 7)).isEqualTo(7);
    assertThatThrownBy(() -> reader.readCount("things", 7)).hasMessage("things 8 is over 7");
    assertThatThrownBy(() -> reader.readCount("things", 7))
        .hasMessage("things 18446744073709551615 is over 7");
  }

  @Test
  void room_afterOneLargeUse_isGivenBackWhenHardlyUsed() {
    payload.skip(2 << 20);
    byte[] large = payload.bytes();
    payload.clear();
    assertThat(payload.bytes()).isSameAs(large);
    payload.putByte(1);
    payload.clear();
    assertThat(payload.bytes()).hasSizeLessThan(1024);
  }

  private void open() {
    reader.open(payload.bytes(), 0, payload.size());
  }
}
